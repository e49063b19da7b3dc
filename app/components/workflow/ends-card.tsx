import { BlockStack, Card, Link, List, Text } from "@shopify/polaris";

interface EndsCardProps {
  readonly endsWhen: readonly string[];
  readonly speaks: {
    /** The workflow that speaks right before this one, and the one right after it. */
    readonly before: string | null;
    readonly after: string | null;
    /** Of its kind only one speaks about the same products. */
    readonly isAlone: boolean;
  };
}

/** When a workflow ends early, and who speaks first when several want to. */
export function EndsCard({ endsWhen, speaks: { before, after, isAlone } }: EndsCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          When it ends early
        </Text>
        <Text as="p" tone="subdued">
          Consent, orders and the address are read again before each mail. It ends at once when:
        </Text>
        {endsWhen.length > 0 ? (
          <List>
            {endsWhen.map((words) => (
              <List.Item key={words}>{words}</List.Item>
            ))}
          </List>
        ) : (
          <Text as="p">Nothing ends it early.</Text>
        )}
        <Text as="h3" variant="headingSm">
          When several want to write
        </Text>
        <Text as="p">
          {[before && `“${before}” goes first.`, after && `It goes before “${after}”.`].filter(Boolean).join(" ")}{" "}
          {isAlone &&
            "Of the reminders of carts, checkouts and viewed products only one speaks about the same products. "}
          <Link url="/app/workflows">Change the order</Link>
        </Text>
      </BlockStack>
    </Card>
  );
}
