import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, InlineGrid, Page, Text } from "@shopify/polaris";
import { now } from "~/clock";
import { Figure } from "~/components/figure";
import { ParkedCard } from "~/components/parked-card";
import { QualityCard } from "~/components/quality-card";
import { parkedDeliveries } from "~/events/inbox";
import { dataQuality } from "~/reports/data-quality";
import { requireShop } from "~/session.server";

export const meta: MetaFunction = () => [{ title: "Data quality · Waypost" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await requireShop(request);
  const [quality, parked] = await Promise.all([dataQuality(shopId, now()), parkedDeliveries(shopId)]);
  return { ...quality, parked: parked.length };
}

export default function DataQuality() {
  const { addresses, missing, unreachable, heldBack, parked } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Data quality"
      subtitle={
        unreachable === 0
          ? "Everybody you know can be reached."
          : `${people(unreachable)} cannot be mailed, whatever they agreed to.`
      }
      backAction={{ content: "Contacts", url: "/app/contacts" }}
    >
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd" visuallyHidden>
          What it costs
        </Text>
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
          <Figure title="Cannot be mailed" value={unreachable.toLocaleString("en")} note="people, as of now" />
          <Figure
            title="Held back for it"
            value={heldBack.toLocaleString("en")}
            note="times in the last 30 days: mails not sent, workflows not started"
          />
        </InlineGrid>
        <QualityCard
          title="Addresses that cannot work"
          intro="They are kept as they were told. Correct one in Shopify, and it is mailed again from then on."
          kinds={addresses}
        />
        <QualityCard
          title="What is not known"
          intro="Mails go out all the same; this is what stands in."
          kinds={missing}
        />
        <ParkedCard count={parked} />
      </BlockStack>
    </Page>
  );
}

function people(count: number): string {
  return count === 1 ? "1 person" : `${count.toLocaleString("en")} people`;
}
