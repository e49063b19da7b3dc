import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Page, Text } from "@shopify/polaris";
import { z } from "zod";
import { useZoneName, When } from "~/components/shop-format";
import { useToast } from "~/components/use-toast";
import { parkedDeliveries, replayDelivery } from "~/events/inbox";
import { requireShop } from "~/session.server";

export const meta: MetaFunction = () => [{ title: "Messages that could not be read · Waypost" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await requireShop(request);
  return { deliveries: await parkedDeliveries(shop.shopId) };
}

const command = z.object({ source: z.string(), deliveryId: z.string() });

export async function action({ request }: ActionFunctionArgs) {
  const shop = await requireShop(request);
  const { source, deliveryId } = command.parse(Object.fromEntries(await request.formData()));
  const isBack = await replayDelivery(shop.shopId, source, deliveryId);
  return { toast: isBack ? "Tried again" : "It was already tried again" };
}

export default function Parked() {
  const { deliveries } = useLoaderData<typeof loader>();
  const zone = useZoneName();
  return (
    <Page
      title="Messages that could not be read"
      subtitle={deliveries.length > 0 ? `Kept whole, with what was wrong. The newest 100; times are ${zone}.` : "None."}
      backAction={{ content: "Settings", url: "/app/settings" }}
    >
      <BlockStack gap="300">
        {deliveries.length === 0 && (
          <Card>
            <Text as="p">Every message from Shopify and SendGrid was read. One that cannot be read is kept here.</Text>
          </Card>
        )}
        {deliveries.map((delivery) => (
          <ParkedDelivery key={`${delivery.source}/${delivery.deliveryId}`} {...delivery} />
        ))}
      </BlockStack>
    </Page>
  );
}

interface ParkedDeliveryProps {
  readonly source: string;
  readonly deliveryId: string;
  readonly topic: string;
  readonly receivedAt: Date;
  readonly reason: string;
}

function ParkedDelivery({ source, deliveryId, topic, receivedAt, reason }: ParkedDeliveryProps) {
  const fetcher = useFetcher<typeof action>();
  useToast(fetcher.data);
  return (
    <Card>
      <InlineStack align="space-between" blockAlign="start" gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm">
            {topic}
          </Text>
          <Text as="p">{reason}</Text>
          <Text as="p" variant="bodySm" tone="subdued">
            From {source}, <When at={receivedAt} />
          </Text>
        </BlockStack>
        <fetcher.Form method="post">
          <input type="hidden" name="source" value={source} />
          <input type="hidden" name="deliveryId" value={deliveryId} />
          <Button submit loading={fetcher.state !== "idle"} accessibilityLabel={`Try again: ${topic}`}>
            Try again
          </Button>
        </fetcher.Form>
      </InlineStack>
    </Card>
  );
}
