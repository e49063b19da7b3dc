import { BlockStack, Card, Link, Text } from "@shopify/polaris";

interface PrivacyCardProps {
  readonly waiting: number;
  readonly toFetch: number;
}

/** The way to people's requests about their data, and what is kept for how long. */
export function PrivacyCard({ waiting, toFetch }: PrivacyCardProps) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Privacy
        </Text>
        <Text as="p">
          {stateOf(waiting, toFetch)} <Link url="/app/privacy">See requests, and what is kept for how long</Link>
        </Text>
        <Text as="p">
          Who unsubscribed, complained or cannot be reached is not mailed.{" "}
          <Link url="/app/suppressions">See which addresses, and why</Link>
        </Text>
      </BlockStack>
    </Card>
  );
}

function stateOf(waiting: number, toFetch: number): string {
  if (toFetch > 0) return toFetch === 1 ? "One file waits to be handed on." : `${toFetch} files wait to be handed on.`;
  if (waiting > 0) return waiting === 1 ? "One request is under way." : `${waiting} requests are under way.`;
  return "No request is open.";
}
