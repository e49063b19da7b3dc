import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Box, Card, EmptyState, List, Page, Text } from "@shopify/polaris";
import { z } from "zod";
import { now } from "~/clock";
import { FilterLinks } from "~/components/filter-links";
import { HealthFigures } from "~/components/health-figures";
import { HealthTable } from "~/components/health-table";
import { SendingAlerts } from "~/components/sending-alerts";
import { healthPage } from "~/reports/health";
import { sendingAlerts } from "~/reports/sending-alerts";
import { requireShop } from "~/session.server";

export const meta: MetaFunction = () => [{ title: "How your mails are received · Waypost" }];

const query = z.object({ days: z.enum(["7", "30"]).default("7").catch("7") });

export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await requireShop(request);
  const { days } = query.parse(Object.fromEntries(new URL(request.url).searchParams));
  const [page, alerts] = await Promise.all([healthPage(shop, now()), sendingAlerts(shop)]);
  return { ...page, alerts, days: Number(days) };
}

export default function Health() {
  const { state, isReporting, overall, workflows, alerts, days } = useLoaderData<typeof loader>();
  const shown = overall.find((span) => span.days === days);
  const spans = overall.map((span) => ({
    title: `Last ${span.days} days`,
    href: `?days=${span.days}`,
    isCurrent: span.days === days,
  }));
  const rows = workflows.map(({ spans, ...workflow }) => {
    const span = spans.find((one) => one.days === days);
    return { ...workflow, sent: span?.sent ?? 0, figures: span?.figures ?? [] };
  });
  return (
    <Page
      title="How your mails are received"
      subtitle={state}
      backAction={{ content: "Settings", url: "/app/settings#health" }}
    >
      <BlockStack gap="400">
        <SendingAlerts alerts={alerts} />
        {!isReporting && (
          <Banner
            tone="warning"
            title="SendGrid does not report yet"
            action={{ content: "Connect the reports", url: "/app/settings#reports" }}
          >
            <p>Without its reports nobody knows which mails bounced or were called spam.</p>
          </Banner>
        )}
        <FilterLinks label="Which days" links={spans} />
        {shown && <HealthFigures figures={shown.figures} />}
        <Box paddingInline={{ xs: "400", sm: "0" }}>
          <Text as="h2" variant="headingMd">
            Each workflow
          </Text>
        </Box>
        {rows.length > 0 ? (
          <HealthTable workflows={rows} />
        ) : (
          <Card>
            <EmptyState heading="No mail was sent yet" image="">
              <p>Each workflow that sends will stand here, with how its mails are received.</p>
            </EmptyState>
          </Card>
        )}
        <Card>
          <BlockStack gap="200">
            <Text as="h2" variant="headingMd">
              What the lines are
            </Text>
            <List>
              <List.Item>
                Called spam: Gmail and Yahoo ask for less than 0.1 %, and put mails of senders above 0.3 % into spam.
              </List.Item>
              <List.Item>
                Bounced: addresses that do not work. More than 2 % look like a bought list, and at 5 % SendGrid may stop
                an account.
              </List.Item>
              <List.Item>
                Unsubscribed: who left the list within a week after a mail. Nobody punishes it, but from 0.5 % on mails
                bore.
              </List.Item>
            </List>
            <Text as="p" tone="subdued">
              A workflow pauses itself when 0.3 % of at least 300 mails were called spam, or 5 % of at least 100
              bounced. It is judged by its last 7 days, or by 30 where those hold too few mails. Its switch stays as it
              is: you let it go on.
            </Text>
          </BlockStack>
        </Card>
      </BlockStack>
    </Page>
  );
}
