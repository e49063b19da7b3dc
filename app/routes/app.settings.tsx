import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Page } from "@shopify/polaris";
import { z } from "zod";
import { now } from "~/clock";
import { DataQualityCard } from "~/components/data-quality-card";
import { DomainCard } from "~/components/domain-card";
import { FilesCard } from "~/components/files-card";
import { HealthCard } from "~/components/health-card";
import { KeysCard } from "~/components/keys-card";
import { LinkDomainCard } from "~/components/link-domain-card";
import { MissingScopesBanner } from "~/components/missing-scopes-banner";
import { ParkedCard } from "~/components/parked-card";
import { PrivacyCard } from "~/components/privacy-card";
import { ReportsCard } from "~/components/reports-card";
import { SandboxModeCard } from "~/components/sandbox-mode-card";
import { SenderCard } from "~/components/sender-card";
import { SendgridCard } from "~/components/sendgrid-card";
import { SendingAlerts } from "~/components/sending-alerts";
import { SendingRulesCard } from "~/components/sending-rules-card";
import { TestMailCard } from "~/components/test-mail-card";
import { connectReports, type ReportsResult } from "~/delivery/connect-reports";
import { linkHost, saveLinkDomain } from "~/delivery/link-domain";
import type { SaveResult } from "~/delivery/save-result";
import { saveSender, senderProblems } from "~/delivery/sender-settings";
import { saveSendgridKey } from "~/delivery/sendgrid-key";
import { saveSendingRules, sendingRules, sendingRulesFields } from "~/delivery/sending-rules";
import { liveKeys } from "~/events/api-keys";
import { parkedDeliveries } from "~/events/inbox";
import { healthState } from "~/reports/health";
import { missingScopes } from "~/reports/missing-scopes";
import { privacyFigures } from "~/reports/privacy-list";
import { senderPage } from "~/reports/sender-page";
import { sendingAlerts } from "~/reports/sending-alerts";
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
    linkDomain: shop.linkDomain ?? "",
    linkHost: linkHost(),
    keys: (await liveKeys(shop.shopId)).length,
    privacy: await privacyFigures(shop.shopId),
    parked: (await parkedDeliveries(shop.shopId)).length,
    missing: missingScopes(shop),
    alerts: await sendingAlerts(shop),
    senderPage: await senderPage(shop),
    health: await healthState(shop, now()),
  };
}

const command = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("sendgrid"), key: z.string() }),
  z.object({ intent: z.literal("reports") }),
  z.object({ intent: z.literal("link-domain"), linkDomain: z.string() }),
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
    case "link-domain":
      return answer(await saveLinkDomain(shop.shopId, wish.linkDomain));
    case "sending-rules":
      return answer(await saveSendingRules(shop.shopId, wish));
  }
}

const problemOf = (reports: ReportsResult): SettingsAnswer =>
  reports.ok ? {} : { errors: { reports: reports.problem } };

const answer = (saved: SaveResult<string>): SettingsAnswer =>
  saved.ok ? { toast: "Saved" } : { errors: saved.errors };

export default function Settings() {
  const {
    problems,
    isConnected,
    isReporting,
    sender,
    rules,
    linkDomain,
    linkHost,
    keys,
    privacy,
    parked,
    missing,
    alerts,
    senderPage,
    health,
  } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Settings"
      subtitle={
        problems.length === 0 ? "Everything is in place to send." : `Before mail can leave: ${problems.join(" ")}`
      }
    >
      <BlockStack gap="400">
        <SendingAlerts alerts={alerts} />
        <MissingScopesBanner missing={missing} />
        <SendgridCard isConnected={isConnected} abilities={senderPage.abilities} />
        {isConnected && <ReportsCard isReporting={isReporting} />}
        <SenderCard sender={sender} standing={senderPage.standing} />
        {isConnected && <DomainCard domains={senderPage.domains} />}
        {isConnected && <TestMailCard address={senderPage.testAddress} />}
        {isConnected && <SandboxModeCard isSandboxed={senderPage.isSandboxed} />}
        <HealthCard state={health} />
        <SendingRulesCard rules={rules} />
        <LinkDomainCard linkDomain={linkDomain} linkHost={linkHost} />
        <KeysCard count={keys} />
        <FilesCard />
        <PrivacyCard {...privacy} />
        <DataQualityCard />
        <ParkedCard count={parked} />
      </BlockStack>
    </Page>
  );
}
