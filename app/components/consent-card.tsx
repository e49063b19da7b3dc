import { BlockStack, Card, Text } from "@shopify/polaris";
import { Small } from "./fact";
import { When } from "./shop-format";

interface ConsentCardProps {
  /** Null where they never chose. */
  readonly preferences: { readonly choices: readonly string[]; readonly changedAt: Date } | null;
  readonly history: readonly {
    readonly id: string;
    readonly title: string;
    readonly at: Date;
    readonly source: string;
    readonly wording: string | null;
    readonly applied: boolean;
  }[];
}

/** Every word about consent that was heard, the newest on top, with where it came from, and what they chose to get. */
export function ConsentCard({ history, preferences }: ConsentCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          What they agreed to
        </Text>
        {history.length === 0 && <Text as="p">Nothing has been heard yet, so they get no marketing e-mails.</Text>}
        <ol style={{ margin: 0, padding: 0, listStyle: "none", display: "grid", gap: "var(--p-space-300)" }}>
          {history.map(({ id, title, at, source, wording, applied }) => (
            <li key={id}>
              <Text as="p" fontWeight="medium">
                {title}
              </Text>
              {wording && <Text as="p">“{wording}”</Text>}
              <Small>
                {source}, <When at={at} />
                {!applied && ". Something newer was known already, so it changed nothing."}
              </Small>
            </li>
          ))}
        </ol>
        {preferences && (
          <BlockStack gap="100">
            <Text as="h3" variant="headingSm">
              What they chose to get
            </Text>
            {preferences.choices.map((choice) => (
              <Text as="p" key={choice}>
                {choice}
              </Text>
            ))}
            <Small>
              On their preference page, <When at={preferences.changedAt} />
            </Small>
          </BlockStack>
        )}
      </BlockStack>
    </Card>
  );
}
