import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useRevalidator } from "@remix-run/react";
import { Banner, BlockStack, Box, Card, InlineGrid, Layout, Link, Page, Text } from "@shopify/polaris";
import { useEffect } from "react";
import { askForImport } from "~/ask-for-import";
import { now } from "~/clock";
import { Figure } from "~/components/figure";
import { ImportCard } from "~/components/import-card";
import { SendingAlerts } from "~/components/sending-alerts";
import { SetupGuide } from "~/components/setup-guide";
import { useZoneName, When } from "~/components/shop-format";
import { homePage } from "~/reports/home-page";
import { requireShop } from "~/session.server";

export const meta: MetaFunction = () => [{ title: "Home · Waypost" }];

export async function loader({ request }: LoaderFunctionArgs) {
  return homePage(await requireShop(request), now());
}

export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await requireShop(request);
  await askForImport(shopId, now());
  return { toast: "Reading your store again" };
}

export default function Home() {
  const { state, alerts, reading, setup, figures, attention, comingUp } = useLoaderData<typeof loader>();
  const zone = useZoneName();
  useAnotherLook(reading !== null && !reading.isDone);
  return (
    <Page title="Home" subtitle={state}>
      <Layout>
        {alerts.length > 0 && (
          <Layout.Section>
            <SendingAlerts alerts={alerts} />
          </Layout.Section>
        )}
        {attention.length > 0 && (
          <Layout.Section>
            <BlockStack gap="300">
              {attention.map(({ title, text, action }) => (
                <Banner key={title} tone="warning" title={title} {...(action && { action })}>
                  <p>{text}</p>
                </Banner>
              ))}
            </BlockStack>
          </Layout.Section>
        )}
        {reading && !reading.isDone && (
          <Layout.Section>
            <ImportCard {...reading} />
          </Layout.Section>
        )}
        {setup && (
          <Layout.Section>
            <SetupGuide steps={setup} />
          </Layout.Section>
        )}
        <Layout.Section>
          <BlockStack gap="300">
            <Box paddingInline={{ xs: "400", sm: "0" }}>
              <Text as="h2" variant="headingMd">
                The last 7 days
              </Text>
            </Box>
            <InlineGrid columns={{ xs: 1, sm: 3 }} gap="300">
              {figures.map((figure) => (
                <Figure key={figure.title} {...figure} />
              ))}
            </InlineGrid>
          </BlockStack>
        </Layout.Section>
        <Layout.Section>
          <Card>
            <BlockStack gap="300">
              <BlockStack gap="100">
                <Text as="h2" variant="headingMd">
                  What comes next
                </Text>
                <Text as="p" tone="subdued">
                  {comingUp.length > 0
                    ? `Each person is checked again at that moment, before anything is sent. Times are ${zone}.`
                    : "Nobody is waiting for a mail. Who begins a checkout and leaves will stand here."}
                </Text>
              </BlockStack>
              {comingUp.length > 0 && (
                <ul style={{ listStyle: "none", margin: 0, padding: 0 }}>
                  {comingUp.map((next) => (
                    <li key={next.runId} style={{ padding: "var(--p-space-150) 0" }}>
                      <When at={next.at} /> · <Link url={`/app/contacts/${next.contactId}`}>{next.contact}</Link> ·{" "}
                      {next.workflow}
                    </li>
                  ))}
                </ul>
              )}
            </BlockStack>
          </Card>
        </Layout.Section>
        {reading?.isDone && (
          <Layout.Section>
            <ImportCard {...reading} />
          </Layout.Section>
        )}
      </Layout>
    </Page>
  );
}

/** Looks again every two seconds while something is under way that the merchant waits for. */
function useAnotherLook(isWaiting: boolean) {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isWaiting || state !== "idle") return;
    const timer = setTimeout(revalidate, 2_000);
    return () => clearTimeout(timer);
  }, [isWaiting, revalidate, state]);
}
