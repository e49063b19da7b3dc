import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Box, Button, ButtonGroup, Card, IndexTable, Link, Text } from "@shopify/polaris";
import { ArrowDownIcon, ArrowUpIcon } from "@shopify/polaris-icons";
import { When } from "../shop-format";
import { useToast } from "../use-toast";

export interface ListedWorkflow {
  readonly workflowId: string;
  readonly title: string;
  readonly summary: string;
  readonly stage: string;
  readonly isOn: boolean;
  readonly inItNow: number;
  readonly sent: number;
  readonly changedAt: Date | null;
}

/** The workflows in the order in which they speak; each can be moved up and down. */
export function WorkflowTable({ workflows }: { readonly workflows: readonly ListedWorkflow[] }) {
  const fetcher = useFetcher<{ toast?: string }>();
  useToast(fetcher.data);
  const count = new Intl.NumberFormat("en");
  const move = (workflowId: string, direction: "up" | "down") =>
    fetcher.submit({ intent: "move", workflowId, direction }, { method: "post" });
  return (
    <Card padding="0">
      <Box padding="400">
        <Text as="p">
          When several want to write to the same person, the one higher up goes first, and the others wait or fall
          silent. The order holds at once, for people on their way too.
        </Text>
      </Box>
      <IndexTable
        selectable={false}
        itemCount={workflows.length}
        resourceName={{ singular: "workflow", plural: "workflows" }}
        headings={[
          { title: "Workflow" },
          { title: "Stage" },
          { title: "Status" },
          { title: "In it now", alignment: "end" },
          { title: "Sent", alignment: "end" },
          { title: "Last change" },
          { title: "Order" },
        ]}
      >
        {workflows.map((workflow, position) => (
          <IndexTable.Row id={workflow.workflowId} key={workflow.workflowId} position={position}>
            <IndexTable.Cell>
              <div style={{ whiteSpace: "normal", minWidth: "14rem" }}>
                <BlockStack gap="050">
                  {/* No primary link of the row: that would follow a press on its buttons too. */}
                  <Link url={`/app/workflows/${workflow.workflowId}`} monochrome removeUnderline>
                    <Text as="span" fontWeight="semibold">
                      {workflow.title}
                    </Text>
                  </Link>
                  <Text as="span" tone="subdued" variant="bodySm">
                    {workflow.summary}
                  </Text>
                </BlockStack>
              </div>
            </IndexTable.Cell>
            <IndexTable.Cell>{workflow.stage}</IndexTable.Cell>
            <IndexTable.Cell>
              <OnOffBadge isOn={workflow.isOn} />
            </IndexTable.Cell>
            <IndexTable.Cell>
              <Text as="span" alignment="end" numeric>
                {count.format(workflow.inItNow)}
              </Text>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <Text as="span" alignment="end" numeric>
                {count.format(workflow.sent)}
              </Text>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <When at={workflow.changedAt} />
            </IndexTable.Cell>
            <IndexTable.Cell>
              <ButtonGroup variant="segmented">
                <Button
                  icon={ArrowUpIcon}
                  size="slim"
                  disabled={position === 0}
                  accessibilityLabel={`Move ${workflow.title} up`}
                  onClick={() => move(workflow.workflowId, "up")}
                />
                <Button
                  icon={ArrowDownIcon}
                  size="slim"
                  disabled={position === workflows.length - 1}
                  accessibilityLabel={`Move ${workflow.title} down`}
                  onClick={() => move(workflow.workflowId, "down")}
                />
              </ButtonGroup>
            </IndexTable.Cell>
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}

export function OnOffBadge({ isOn }: { readonly isOn: boolean }) {
  return isOn ? <Badge tone="success">On</Badge> : <Badge>Off</Badge>;
}
