import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Box, Card, EmptyState, Page, Text } from "@shopify/polaris";
import { now } from "~/clock";
import { FilterLinks } from "~/components/filter-links";
import { OfferRulesCard } from "~/components/offer-rules-card";
import { OfferTestCard } from "~/components/offer-test-card";
import { OffersTable } from "~/components/offers-table";
import { pool } from "~/db.server";
import { loadOfferRules, offerRulesFields, saveOfferRules } from "~/offers/offer-rules";
import { offerTestReport } from "~/reports/offer-test";
import { offerPeriods, offersReport } from "~/reports/offers";
import { requireShop } from "~/session.server";

export const meta: MetaFunction = () => [{ title: "Offers · Waypost" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await requireShop(request);
  const asked = Number(new URL(request.url).searchParams.get("days"));
  const days = offerPeriods.find((period) => period === asked) ?? 30;
  const [report, rules, test] = await Promise.all([
    offersReport(shop, days, now()),
    loadOfferRules(pool, shop.shopId),
    offerTestReport(shop),
  ]);
  return { ...report, days, periods: offerPeriods, rules: offerRulesFields(rules), test };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await requireShop(request);
  const saved = await saveOfferRules(shopId, Object.fromEntries(await request.formData()));
  return saved.ok ? { toast: "Saved" } : { errors: saved.errors };
}

export default function Offers() {
  const { rows, total, problem, days, periods, rules, test } = useLoaderData<typeof loader>();
  const links = periods.map((period) => ({
    title: `Last ${period} days`,
    href: period === 30 ? "?" : `?days=${period}`,
    isCurrent: period === days,
  }));
  return (
    <Page
      title="Offers"
      subtitle={
        total.given === 0
          ? "What do your offers cost, and what do they bring?"
          : `Of ${codes(total.given)} given in the last ${days} days ${total.used.toLocaleString("en")} ${total.used === 1 ? "was" : "were"} used.`
      }
    >
      <BlockStack gap="400">
        {problem && (
          <Banner tone="warning" title="Shopify makes no codes at present">
            <p>
              What stands in the way: {problem}. Mails go without their offer or wait, as you set each of them. It is
              tried again by itself.
            </p>
          </Banner>
        )}
        <Box paddingInline={{ xs: "400", sm: "0" }}>
          <FilterLinks label="Period" links={links} />
        </Box>
        {rows.length > 0 ? (
          <>
            <OffersTable rows={rows} total={total} />
            <Box paddingInline={{ xs: "400", sm: "0" }}>
              <Text as="p" tone="subdued">
                Revenue is what was paid for orders with these codes, which is not all of it due to them. Margin given
                is what the codes took off. Cancelled orders do not count.
              </Text>
            </Box>
          </>
        ) : (
          <Card>
            <EmptyState
              heading={`No personal code was given in the last ${days} days`}
              action={{ content: "Choose a workflow", url: "/app/workflows" }}
              image=""
            >
              <p>
                Open a workflow, click one of its mails and set its offer to “A code of their own for each shopper”.
                What the codes cost and bring is shown here.
              </p>
            </EmptyState>
          </Card>
        )}
        {test && <OfferTestCard {...test} />}
        <OfferRulesCard rules={rules} />
      </BlockStack>
    </Page>
  );
}

const codes = (count: number) => (count === 1 ? "1 code" : `${count.toLocaleString("en")} codes`);
