import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Badge, BlockStack, Card, IndexTable, Link, Page, Text } from "@shopify/polaris";
import { now } from "~/clock";
import { useZoneName, When } from "~/components/shop-format";
import { workflowList } from "~/reports/workflow-list";
import { requireShop } from "~/session.server";

export const meta: MetaFunction = () => [{ title: "Workflows · Waypost" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await requireShop(request);
  return { workflows: await workflowList(shop.shopId, now()) };
}

export default function Workflows() {
  const { workflows } = useLoaderData<typeof loader>();
  const zone = useZoneName();
  const count = new Intl.NumberFormat("en");
  const on = workflows.filter(({ isOn }) => isOn).length;
  return (
    <Page
      title="Workflows"
      subtitle={`${on} of ${workflows.length} on. Sent counts the last 30 days; times are ${zone}.`}
    >
      <Card padding="0">
        <IndexTable
          selectable={false}
          itemCount={workflows.length}
          resourceName={{ singular: "workflow", plural: "workflows" }}
          headings={[
            { title: "Workflow" },
            { title: "Status" },
            { title: "In it now", alignment: "end" },
            { title: "Sent", alignment: "end" },
            { title: "Last change" },
          ]}
        >
          {workflows.map((workflow, position) => (
            <IndexTable.Row id={workflow.workflowId} key={workflow.workflowId} position={position}>
              <IndexTable.Cell>
                <BlockStack gap="050">
                  <Link dataPrimaryLink url={`/app/workflows/${workflow.workflowId}`} monochrome removeUnderline>
                    <Text as="span" fontWeight="semibold">
                      {workflow.title}
                    </Text>
                  </Link>
                  <Text as="span" tone="subdued" variant="bodySm">
                    {workflow.summary}
                  </Text>
                </BlockStack>
              </IndexTable.Cell>
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
            </IndexTable.Row>
          ))}
        </IndexTable>
      </Card>
    </Page>
  );
}

function OnOffBadge({ isOn }: { isOn: boolean }) {
  return isOn ? <Badge tone="success">On</Badge> : <Badge>Off</Badge>;
}
