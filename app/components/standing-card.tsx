import { BlockStack, Card, Link, Text } from "@shopify/polaris";
import { Fact, Facts, Small } from "./fact";
import { When } from "./shop-format";

interface StandingCardProps {
  readonly stage: { readonly title: string; readonly reason: string };
  readonly intent: { readonly title: string; readonly because: string };
  readonly orders: { readonly count: number; readonly spent: string; readonly lastAt: Date | null };
  readonly segments: readonly { readonly segmentId: string; readonly name: string; readonly enteredAt: Date }[];
}

/** Where a contact stands: stage, intent, what they bought, the segments they are in. */
export function StandingCard({ stage, intent, orders, segments }: StandingCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Where they stand
        </Text>
        <Facts>
          <Fact term="Stage">
            {stage.title}
            <Small>{stage.reason}</Small>
          </Fact>
          <Fact term="Intent to buy">
            {intent.title}
            <Small>{intent.because || "Has not looked around lately"}</Small>
          </Fact>
          <Fact term="Orders">
            {orders.count === 0 ? "None" : `${orders.count}, ${orders.spent} in all`}
            {orders.lastAt && (
              <Small>
                The last <When at={orders.lastAt} />
              </Small>
            )}
          </Fact>
          <Fact term="Segments">
            {segments.length === 0 && "In none"}
            {segments.map(({ segmentId, name, enteredAt }) => (
              <div key={segmentId}>
                <Link url={`/app/segments/${segmentId}`}>{name}</Link>
                <Small>
                  since <When at={enteredAt} />
                </Small>
              </div>
            ))}
          </Fact>
        </Facts>
      </BlockStack>
    </Card>
  );
}
