import { BlockStack, Card, Link, SkeletonBodyText, Text } from "@shopify/polaris";

/** What app/routes/app.segments.preview.tsx answers. */
export type PreviewAnswer =
  | { readonly kind: "invalid"; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: "slow"; readonly told: string }
  | { readonly kind: "unread"; readonly told: string }
  | {
      readonly kind: "counted";
      readonly told: string;
      readonly members: number;
      readonly sample: readonly { readonly contactId: string; readonly name: string; readonly email: string | null }[];
    };

interface PreviewCardProps {
  readonly answer: PreviewAnswer | undefined;
  readonly isCounting: boolean;
}

/** Who a rule finds, while it is being written. */
export function PreviewCard({ answer, isCounting }: PreviewCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Who is in it
        </Text>
        {/* Read out when it changes; a count under way leaves the last one where it is. */}
        <div aria-live="polite" aria-busy={isCounting} style={{ opacity: isCounting && answer ? 0.6 : 1 }}>
          {answer ? <Found answer={answer} /> : <SkeletonBodyText lines={4} />}
        </div>
      </BlockStack>
    </Card>
  );
}

function Found({ answer }: { readonly answer: PreviewAnswer }) {
  if (answer.kind === "invalid") {
    return (
      <Text as="p" tone="subdued">
        Fill in the rule to see who is in it.
      </Text>
    );
  }
  return (
    <BlockStack gap="300">
      {answer.kind === "counted" && (
        <Text as="p" variant="headingXl">
          {new Intl.NumberFormat("en").format(answer.members)} {answer.members === 1 ? "contact" : "contacts"}
        </Text>
      )}
      <Text as="p">{answer.told}.</Text>
      {answer.kind === "slow" && (
        <Text as="p" tone="subdued">
          This rule takes too long to count live; it will be counted when saved.
        </Text>
      )}
      {answer.kind === "unread" && (
        <Text as="p" tone="subdued">
          Who is in Shopify's segment is read when this is saved; it is counted then.
        </Text>
      )}
      {answer.kind === "counted" && answer.sample.length > 0 && (
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">
            {answer.members > answer.sample.length ? "Some of them" : "All of them"}
          </Text>
          <ul style={{ margin: 0, padding: 0, listStyle: "none" }}>
            {answer.sample.map(({ contactId, name, email }) => (
              <li key={contactId} style={{ padding: "var(--p-space-050) 0", overflowWrap: "anywhere" }}>
                <Link url={`/app/contacts/${contactId}`}>{name}</Link>
                {email && email !== name ? ` · ${email}` : ""}
              </li>
            ))}
          </ul>
        </BlockStack>
      )}
    </BlockStack>
  );
}
