import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Page } from "@shopify/polaris";
import { z } from "zod";
import { DataQualityCard } from "~/components/data-quality-card";
import { FilesCard } from "~/components/files-card";
import { KeysCard } from "~/components/keys-card";
import { MissingScopesBanner } from "~/components/missing-scopes-banner";
import { ParkedCard } from "~/components/parked-card";
import { PrivacyCard } from "~/components/privacy-card";
import { ReportsCard } from "~/components/reports-card";
import { SenderCard } from "~/components/sender-card";
import { SendgridCard } from "~/components/sendgrid-card";
import { SendingRulesCard } from "~/components/sending-rules-card";
import { connectReports, type ReportsResult } from "~/delivery/connect-reports";
import type { SaveResult } from "~/delivery/save-result";
import { saveSender, saveSendgridKey, senderProblems } from "~/delivery/sender-settings";
import { saveSendingRules, sendingRules, sendingRulesFields } from "~/delivery/sending-rules";
import { liveKeys } from "~/events/api-keys";
import { parkedDeliveries } from "~/events/inbox";
import { missingScopes } from "~/reports/missing-scopes";
import { privacyFigures } from "~/reports/privacy-list";
import { requireShop } from "~/session.server";

export const meta: MetaFunction = () => [{ title: "Settings · Waypost" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await requireShop(request);
  return {
    problems: senderProblems(shop),
    isConnected: shop.sendgridKey !== null,
    isReporting: shop.webhookKey !== null,
    sender: {
      senderName: shop.senderName ?? "",
      senderEmail: shop.senderEmail ?? "",
      replyTo: shop.replyTo ?? "",
      postalAddress: shop.postalAddress ?? "",
    },
    rules: sendingRulesFields(sendingRules.parse(shop.sendingRules)),
    keys: (await liveKeys(shop.shopId)).length,
    privacy: await privacyFigures(shop.shopId),
    parked: (await parkedDeliveries(shop.shopId)).length,
    missing: missingScopes(shop),
  };
}

const command = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("sendgrid"), key: z.string() }),
  z.object({ intent: z.literal("reports") }),
  z.object({
    intent: z.literal("sender"),
    senderName: z.string(),
    senderEmail: z.string(),
    replyTo: z.string(),
    postalAddress: z.string(),
  }),
  z.object({
    intent: z.literal("sending-rules"),
    perDay: z.string(),
    perWeek: z.string(),
    quietFrom: z.string(),
    quietTo: z.string(),
    isAdaptive: z.string(),
  }),
]);

export interface SettingsAnswer {
  readonly toast?: string;
  /** By the field's name. */
  readonly errors?: Readonly<Partial<Record<string, string>>>;
}

export async function action({ request }: ActionFunctionArgs): Promise<SettingsAnswer> {
  const shop = await requireShop(request);
  const wish = command.parse(Object.fromEntries(await request.formData()));
  switch (wish.intent) {
    case "sendgrid": {
      const saved = await saveSendgridKey(shop.shopId, wish.key);
      if (!saved.ok) return { errors: { key: saved.problem } };
      return { toast: "SendGrid is connected", ...problemOf(saved.reports) };
    }
    case "reports": {
      const reports = await connectReports(shop.shopId);
      return reports.ok ? { toast: "The reports are connected" } : problemOf(reports);
    }
    case "sender":
      return answer(await saveSender(shop.shopId, wish));
    case "sending-rules":
      return answer(await saveSendingRules(shop.shopId, wish));
  }
}

const problemOf = (reports: ReportsResult): SettingsAnswer =>
  reports.ok ? {} : { errors: { reports: reports.problem } };

const answer = (saved: SaveResult<string>): SettingsAnswer =>
  saved.ok ? { toast: "Saved" } : { errors: saved.errors };

export default function Settings() {
  const { problems, isConnected, isReporting, sender, rules, keys, privacy, parked, missing } =
    useLoaderData<typeof loader>();
  return (
    <Page
      title="Settings"
      subtitle={
        problems.length === 0 ? "Everything is in place to send." : `Before mail can leave: ${problems.join(" ")}`
      }
    >
      <BlockStack gap="400">
        <MissingScopesBanner missing={missing} />
        <SendgridCard isConnected={isConnected} />
        {isConnected && <ReportsCard isReporting={isReporting} />}
        <SenderCard sender={sender} />
        <SendingRulesCard rules={rules} />
        <KeysCard count={keys} />
        <FilesCard />
        <PrivacyCard {...privacy} />
        <DataQualityCard />
        <ParkedCard count={parked} />
      </BlockStack>
    </Page>
  );
}
