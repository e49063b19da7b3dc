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
import { SenderCard } from "~/components/sender-card";
import { SendgridCard } from "~/components/sendgrid-card";
import { saveSender, saveSendgridKey, senderProblems } from "~/delivery/sender-settings";
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
    sender: {
      senderName: shop.senderName ?? "",
      senderEmail: shop.senderEmail ?? "",
      replyTo: shop.replyTo ?? "",
      postalAddress: shop.postalAddress ?? "",
    },
    keys: (await liveKeys(shop.shopId)).length,
    privacy: await privacyFigures(shop.shopId),
    parked: (await parkedDeliveries(shop.shopId)).length,
    missing: missingScopes(shop),
  };
}

const command = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("sendgrid"), key: z.string() }),
  z.object({
    intent: z.literal("sender"),
    senderName: z.string(),
    senderEmail: z.string(),
    replyTo: z.string(),
    postalAddress: z.string(),
  }),
]);

export interface SettingsAnswer {
  readonly toast?: string;
  /** By the field's name. */
  readonly errors?: Readonly<Record<string, string>>;
}

export async function action({ request }: ActionFunctionArgs): Promise<SettingsAnswer> {
  const shop = await requireShop(request);
  const { intent, ...form } = command.parse(Object.fromEntries(await request.formData()));
  if ("key" in form) {
    const saved = await saveSendgridKey(shop.shopId, form.key);
    return saved.ok ? { toast: "SendGrid is connected" } : { errors: { key: saved.problem } };
  }
  const saved = await saveSender(shop.shopId, form);
  return saved.ok ? { toast: "Saved" } : { errors: { ...saved.errors } };
}

export default function Settings() {
  const { problems, isConnected, sender, keys, privacy, parked, missing } = useLoaderData<typeof loader>();
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
        <SenderCard sender={sender} />
        <KeysCard count={keys} />
        <FilesCard />
        <PrivacyCard {...privacy} />
        <DataQualityCard />
        <ParkedCard count={parked} />
      </BlockStack>
    </Page>
  );
}
