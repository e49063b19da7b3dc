import { BlockStack, Card, Text } from "@shopify/polaris";
import { Small } from "./fact";
import { When } from "./shop-format";

interface ConsentCardProps {
  readonly history: readonly {
    readonly id: string;
    readonly title: string;
    readonly at: Date;
    readonly source: string;
    readonly wording: string | null;
    readonly applied: boolean;
  }[];
}

/** Every word about consent that was heard, the newest on top, with where it came from. */
export function ConsentCard({ history }: ConsentCardProps) {
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
      </BlockStack>
    </Card>
  );
}
