import { BlockStack, Card, InlineStack, Link, List, Text, Thumbnail } from "@shopify/polaris";
import type { RecommendationPreview } from "~/reports/recommendations";

/** What a mail would show, each product with what its reader is told and what spoke for it. */
export function PreviewCard({ contact, products }: RecommendationPreview) {
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {contact ? `What ${contact.name} would see` : "What somebody new would see"}
          </Text>
          <Text as="p" tone="subdued">
            {contact ? (
              <>
                At this moment, from the first place on.{" "}
                <Link url={`/app/contacts/${contact.contactId}`}>Their page</Link> tells what they did.
              </>
            ) : (
              "At this moment, from the first place on. Search for a contact to see theirs."
            )}
          </Text>
        </BlockStack>
        {products.length === 0 ? (
          <Text as="p">
            Nothing: no product is published, in stock and has a picture. Mails go out without recommendations, and
            those that consist of them do not go out.
          </Text>
        ) : (
          <BlockStack gap="300" as="ol">
            {products.map((product) => (
              <ProductRow key={product.productId} {...product} />
            ))}
          </BlockStack>
        )}
      </BlockStack>
    </Card>
  );
}

function ProductRow({ title, imageUrl, price, reason, because }: RecommendationPreview["products"][number]) {
  return (
    <li>
      <InlineStack gap="400" blockAlign="start" wrap={false}>
        <div style={{ flexShrink: 0 }}>
          <Thumbnail source={imageUrl} alt="" size="large" />
        </div>
        <BlockStack gap="050">
          <Text as="h3" variant="headingSm">
            {title}
          </Text>
          <Text as="p">{price}</Text>
          {reason && (
            <Text as="p" tone="subdued">
              In the mail: “{reason}”
            </Text>
          )}
          <List gap="extraTight">
            {because.map((one) => (
              <List.Item key={one}>{one}</List.Item>
            ))}
          </List>
        </BlockStack>
      </InlineStack>
    </li>
  );
}
