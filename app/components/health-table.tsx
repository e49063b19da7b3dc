import { Badge, BlockStack, Card, IndexTable, InlineStack, Link, Text } from "@shopify/polaris";
import { RateBadge, type ShownRate } from "./health-figures";

export interface ShownWorkflowHealth {
  readonly workflowId: string;
  readonly title: string;
  readonly pauseReason: string | null;
  readonly sent: number;
  readonly figures: readonly ShownRate[];
}

/** How each workflow's mails were received in some days. */
export function HealthTable({ workflows }: { readonly workflows: readonly ShownWorkflowHealth[] }) {
  return (
    <Card padding="0">
      <IndexTable
        selectable={false}
        itemCount={workflows.length}
        resourceName={{ singular: "workflow", plural: "workflows" }}
        headings={[
          { title: "Workflow" },
          { title: "Mails sent", alignment: "end" },
          { title: "Called spam" },
          { title: "Bounced" },
          { title: "Unsubscribed" },
        ]}
      >
        {workflows.map(({ workflowId, title, pauseReason, sent, figures }, position) => (
          <IndexTable.Row id={workflowId} key={workflowId} position={position}>
            <IndexTable.Cell>
              <InlineStack gap="200" blockAlign="center" wrap={false}>
                <Link url={`/app/workflows/${workflowId}`}>{title}</Link>
                {pauseReason && <Badge tone="critical">Paused</Badge>}
              </InlineStack>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <Text as="span" alignment="end" numeric>
                {sent.toLocaleString("en")}
              </Text>
            </IndexTable.Cell>
            {figures.map((figure) => (
              <IndexTable.Cell key={figure.rate}>
                <BlockStack gap="050" inlineAlign="start">
                  <InlineStack gap="100" blockAlign="center">
                    <Text as="span">{figure.value}</Text>
                    {figure.tone !== "good" && <RateBadge tone={figure.tone} />}
                  </InlineStack>
                  {figure.share !== null && (
                    <Text as="span" variant="bodySm" tone="subdued">
                      {figure.detail}
                    </Text>
                  )}
                </BlockStack>
              </IndexTable.Cell>
            ))}
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}
