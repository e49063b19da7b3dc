import { Badge, BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import type { OutcomeCount, ToldDecision } from "~/reports/workflow-decisions";
import { FilterLinks } from "../filter-links";
import { useZoneName, When } from "../shop-format";

interface DecisionListProps {
  readonly counts: readonly OutcomeCount[];
  readonly latest: readonly ToldDecision[];
  /** Only these are shown; null: all. */
  readonly outcome: string | null;
  readonly hrefOf: (outcome: string | null) => string;
}

/** What was decided about whom, and why, the newest first. */
export function DecisionList({ counts, latest, outcome, hrefOf }: DecisionListProps) {
  const zone = useZoneName();
  const number = new Intl.NumberFormat("en");
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const links = [
    { title: `Everything (${number.format(all)})`, href: hrefOf(null), isCurrent: outcome === null },
    ...counts.map((one) => ({
      title: `${one.title} (${number.format(one.count)})`,
      href: hrefOf(one.outcome),
      isCurrent: outcome === one.outcome,
    })),
  ];
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            What was decided
          </Text>
          <Text as="p" tone="subdued">
            In the last 30 days, the newest {latest.length === 50 ? "50 " : ""}first. Times are {zone}.
          </Text>
        </BlockStack>
        {all > 0 && <FilterLinks label="Which decisions to show" links={links} />}
        {latest.length === 0 ? (
          <Text as="p">
            {all === 0
              ? "Nothing yet. As soon as somebody meets what it starts on, it stands here: who got it, who did not, and why."
              : "Nothing of this kind was decided."}
          </Text>
        ) : (
          <ol style={{ listStyle: "none", margin: 0, padding: 0 }}>
            {latest.map((decision) => (
              <li key={decision.decisionId} style={{ padding: "var(--p-space-200) 0", overflowWrap: "anywhere" }}>
                <InlineStack gap="200" blockAlign="center">
                  {decision.contact ? (
                    <Link url={`/app/contacts/${decision.contact.contactId}`}>{decision.contact.name}</Link>
                  ) : (
                    <Text as="span" tone="subdued">
                      Somebody unknown
                    </Text>
                  )}
                  {decision.step && <Badge>{decision.step}</Badge>}
                  <Text as="span" variant="bodySm" tone="subdued">
                    <When at={decision.at} />
                  </Text>
                </InlineStack>
                <Text as="p" {...(decision.tone === "warning" && { tone: "caution" })}>
                  {decision.sentence}
                </Text>
              </li>
            ))}
          </ol>
        )}
      </BlockStack>
    </Card>
  );
}
