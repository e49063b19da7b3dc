import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Layout, Page } from "@shopify/polaris";
import { z } from "zod";
import { LeftOutCard } from "~/components/recommendations/left-out-card";
import { PreviewCard } from "~/components/recommendations/preview-card";
import { RulesCard } from "~/components/recommendations/rules-card";
import { WhomCard } from "~/components/recommendations/whom-card";
import { useZoneName } from "~/components/shop-format";
import { deleteRule, MOST_RULES, ruleForm, saveRule } from "~/recommendations/rule-store";
import { actionTitles, picksTitles, subjectTitles } from "~/reports/recommendation-words";
import { contactsFound, recommendationPreview, recommendationRules } from "~/reports/recommendations";
import { requireShop } from "~/session.server";
import { shopTime } from "~/shop-time";

export const meta: MetaFunction = () => [{ title: "Recommendations · Waypost" }];

const query = z.object({
  q: z.string().trim().max(200).default("").catch(""),
  contact: z.uuid().optional().catch(undefined),
  picks: z
    .enum(["for-this-contact", "going-together", "similar", "best-sellers", "new"])
    .default("for-this-contact")
    .catch("for-this-contact"),
});

export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await requireShop(request);
  const { q, contact, picks } = query.parse(Object.fromEntries(new URL(request.url).searchParams));
  const [preview, rules, found] = await Promise.all([
    recommendationPreview(shop, contact, picks),
    recommendationRules(shop.shopId),
    q ? contactsFound(shop.shopId, q) : null,
  ]);
  if (!preview) throw new Response("There is no such contact.", { status: 404 });
  return {
    preview,
    rules: rules.rules,
    builtAt: rules.builtAt && shopTime(rules.builtAt, shop.timezone),
    found,
    search: q,
    picks,
    picksChoices: choicesOf(picksTitles),
    actions: choicesOf(actionTitles),
    subjects: choicesOf(subjectTitles),
  };
}

const choicesOf = (titles: Readonly<Record<string, string>>) =>
  Object.entries(titles).map(([value, label]) => ({ value, label }));

const command = z.discriminatedUnion("intent", [
  ruleForm.extend({ intent: z.literal("add") }),
  z.object({ intent: z.literal("delete"), ruleId: z.uuid() }),
]);

export async function action({ request }: ActionFunctionArgs): Promise<{ toast?: string; problem?: string }> {
  const { shopId } = await requireShop(request);
  const asked = command.safeParse(Object.fromEntries(await request.formData()));
  if (!asked.success) return { problem: "Choose what the rule is about." };
  if (asked.data.intent === "delete") {
    await deleteRule(shopId, asked.data.ruleId);
    return { toast: "Rule taken back" };
  }
  if (await saveRule(shopId, asked.data)) return { toast: "Rule added" };
  return { problem: `There are ${MOST_RULES} rules already. Take one back first.` };
}

export default function Recommendations() {
  const { preview, builtAt, rules, found, search, picks, picksChoices, actions, subjects } =
    useLoaderData<typeof loader>();
  const zone = useZoneName();
  return (
    <Page
      title="Recommendations"
      subtitle={
        builtAt
          ? `What mails show each person, and why. Learnt from your orders and what is looked at, last at ${builtAt}, ${zone}.`
          : "What mails show each person, and why. It is being learnt from your orders and your catalogue."
      }
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <WhomCard
              search={search}
              contactId={preview.contact?.contactId ?? null}
              picks={picks}
              picksChoices={picksChoices}
              found={found}
            />
            <PreviewCard {...preview} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <RulesCard rules={rules} actions={actions} subjects={subjects} />
            <LeftOutCard leftOut={preview.leftOut} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}
