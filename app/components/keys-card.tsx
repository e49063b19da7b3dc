import { BlockStack, Card, Link, Text } from "@shopify/polaris";

/** The way to the keys of other systems. */
export function KeysCard({ count }: { count: number }) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Keys
        </Text>
        <Text as="p">
          With a key, your other systems tell Waypost what happened there.{" "}
          {count === 0 ? "There is none yet. " : `In use: ${count}. `}
          <Link url="/app/keys">{count === 0 ? "Make a key" : "See the keys"}</Link>
        </Text>
      </BlockStack>
    </Card>
  );
}
