import { BlockStack, Card, Link, List, Text } from "@shopify/polaris";

interface QualityCardProps {
  readonly title: string;
  readonly intro: string;
  readonly kinds: readonly {
    readonly id: string;
    readonly title: string;
    readonly effect: string;
    readonly contacts: number;
    readonly agreed: number | null;
    readonly examples: readonly {
      readonly contactId: string;
      readonly name: string;
      readonly email: string | null;
      readonly suggestion: string | null;
    }[];
  }[];
}

/** Kinds of faults, each with how many contacts have it and a few of them; those that nobody has in one line. */
export function QualityCard({ title, intro, kinds }: QualityCardProps) {
  const found = kinds.filter(({ contacts }) => contacts > 0);
  const none = kinds.filter(({ contacts }) => contacts === 0);
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          <Text as="p" tone="subdued">
            {intro}
          </Text>
        </BlockStack>
        {found.map(({ id, title, effect, contacts, agreed, examples }) => (
          <BlockStack gap="100" key={id}>
            <Text as="h3" variant="headingSm">
              {title}: {contacts.toLocaleString("en")}
            </Text>
            <Text as="p">
              {effect}
              {agreed !== null && agreed > 0 && ` ${agreed.toLocaleString("en")} of them agreed to marketing e-mails.`}
            </Text>
            <List>
              {examples.map(({ contactId, name, email, suggestion }) => (
                <List.Item key={contactId}>
                  <span style={{ overflowWrap: "anywhere" }}>
                    <Link url={`/app/contacts/${contactId}`}>{name}</Link>
                    {email && email !== name && ` ${email}`}
                    {suggestion && `, probably meant ${suggestion}`}
                  </span>
                </List.Item>
              ))}
            </List>
          </BlockStack>
        ))}
        {none.length > 0 && (
          <Text as="p" tone="subdued">
            Nobody has any of these: {none.map(({ title }) => `“${title}”`).join(", ")}.
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}
