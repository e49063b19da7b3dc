import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Page } from "@shopify/polaris";
import { z } from "zod";
import { now } from "~/clock";
import { FilterLinks } from "~/components/filter-links";
import { useZoneName } from "~/components/shop-format";
import { JourneyCards } from "~/components/workflow/journey-cards";
import { WorkflowTable } from "~/components/workflow/workflow-table";
import { workflowList } from "~/reports/workflow-list";
import { requireShop } from "~/session.server";
import { moveWorkflow } from "~/workflows/workflow-order";

export const meta: MetaFunction = () => [{ title: "Workflows · Waypost" }];

const query = z.object({ by: z.enum(["order", "stage"]).default("order").catch("order") });

export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await requireShop(request);
  const { by } = query.parse(Object.fromEntries(new URL(request.url).searchParams));
  return { ...(await workflowList(shop.shopId, now())), by };
}

const command = z.object({
  intent: z.literal("move"),
  workflowId: z.string(),
  direction: z.enum(["up", "down"]),
});

export async function action({ request }: ActionFunctionArgs): Promise<{ toast?: string }> {
  const { shopId } = await requireShop(request);
  const { workflowId, direction } = command.parse(Object.fromEntries(await request.formData()));
  return (await moveWorkflow(shopId, workflowId, direction)) ? { toast: "Order changed" } : {};
}

export default function Workflows() {
  const { workflows, stages, by } = useLoaderData<typeof loader>();
  const zone = useZoneName();
  const on = workflows.filter(({ isOn }) => isOn).length;
  const views = [
    { title: "In the order in which they speak", href: "?", isCurrent: by === "order" },
    { title: "Along the customer's journey", href: "?by=stage", isCurrent: by === "stage" },
  ];
  return (
    <Page
      title="Workflows"
      subtitle={`${on} of ${workflows.length} on. Sent counts the last 30 days; times are ${zone}.`}
    >
      <BlockStack gap="400">
        <FilterLinks label="How to list them" links={views} />
        {by === "order" ? <WorkflowTable workflows={workflows} /> : <JourneyCards stages={stages} />}
      </BlockStack>
    </Page>
  );
}
