import { BlockStack, Card, InlineGrid, Text } from "@shopify/polaris";
import type { GroupWords, OfferTestReport } from "~/reports/offer-test";

/** What the test of codes has shown, of those who paid the full price lately and of all others. */
export function OfferTestCard({ days, rows }: OfferTestReport) {
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            What codes bring
          </Text>
          <Text as="p" tone="subdued">
            Chance leaves some shoppers without a code. This is what each shopper paid on average within {days} days of
            the mail, after what codes took off.
          </Text>
        </BlockStack>
        {rows.map(({ key, title, withCode, without, difference, verdict }) => (
          <BlockStack gap="200" key={key}>
            <Text as="h3" variant="headingSm">
              {title}
            </Text>
            <InlineGrid columns={2} gap="400">
              <Group title="With a code" group={withCode} />
              <Group title="Without" group={without} />
            </InlineGrid>
            <Text as="p">{difference === "–" ? verdict : `A code makes ${difference} a shopper. ${verdict}`}</Text>
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}

function Group({ title, group }: { readonly title: string; readonly group: GroupWords }) {
  const shoppers = group.shoppers === 1 ? "1 shopper" : `${group.shoppers.toLocaleString("en")} shoppers`;
  return (
    <BlockStack>
      <Text as="p" tone="subdued">
        {title}
      </Text>
      <Text as="p" variant="headingLg" numeric>
        {group.paid}
      </Text>
      <Text as="p" variant="bodySm" tone="subdued">
        {group.shoppers === 0 ? shoppers : `${shoppers}, ${group.bought} bought`}
      </Text>
    </BlockStack>
  );
}
