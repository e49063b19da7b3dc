import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Page } from "@shopify/polaris";
import { z } from "zod";
import { ParkedCard } from "~/components/parked-card";
import { SenderCard } from "~/components/sender-card";
import { SendgridCard } from "~/components/sendgrid-card";
import { saveSender, saveSendgridKey, senderProblems } from "~/delivery/sender-settings";
import { parkedDeliveries } from "~/events/inbox";
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
    parked: (await parkedDeliveries(shop.shopId)).length,
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
  const { problems, isConnected, sender, parked } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Settings"
      subtitle={
        problems.length === 0 ? "Everything is in place to send." : `Before mail can leave: ${problems.join(" ")}`
      }
    >
      <BlockStack gap="400">
        <SendgridCard isConnected={isConnected} />
        <SenderCard sender={sender} />
        <ParkedCard count={parked} />
      </BlockStack>
    </Page>
  );
}
