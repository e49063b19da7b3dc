import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { tryAgainNow } from "~/delivery/breaker";
import { setSandboxMode } from "~/delivery/sandbox-mode";
import { sendTest, testToast } from "~/delivery/send-test";
import { addDomain, checkDomain } from "~/delivery/sender-domains";
import { checkStanding } from "~/delivery/sender-standing";
import { sampleOfStep } from "~/reports/step-sample";
import { requireShop } from "~/session.server";

const command = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("try-again") }),
  z.object({ intent: z.literal("check-sender") }),
  z.object({ intent: z.literal("sandbox"), isOn: z.stringbool() }),
  z.object({ intent: z.literal("add-domain"), domain: z.string().max(300) }),
  z.object({ intent: z.literal("check-domain"), domain: z.string().max(300) }),
  z.object({ intent: z.literal("test"), to: z.string().max(300) }),
]);

export interface SenderAnswer {
  readonly toast?: string;
  /** By the field's name. */
  readonly errors?: Readonly<Partial<Record<string, string>>>;
}

/** What the cards about the sender ask for, on whichever page they stand. */
export async function action({ request }: ActionFunctionArgs): Promise<SenderAnswer> {
  const shop = await requireShop(request);
  const { shopId } = shop;
  const wish = command.parse(Object.fromEntries(await request.formData()));
  switch (wish.intent) {
    case "try-again":
      return { toast: (await tryAgainNow(shopId)) ? "One mail tries now" : "It is being tried already" };
    case "check-sender":
      return { toast: standingToasts[(await checkStanding(shopId)) ?? "unknown"] };
    case "sandbox":
      await setSandboxMode(shopId, wish.isOn);
      return { toast: wish.isOn ? "Sandbox mode is on" : "Sandbox mode is off" };
    case "add-domain": {
      const added = await addDomain(shopId, wish.domain);
      return added.ok ? { toast: "Paste these rows" } : { errors: { domain: added.problem } };
    }
    case "check-domain": {
      const checked = await checkDomain(shopId, wish.domain);
      if (!checked.ok) return { errors: { domain: checked.problem } };
      return { toast: checked.isValid ? "All rows were found" : "Not all rows were found yet" };
    }
    case "test": {
      const mail = await sampleOfStep(shop, "checkout-abandonment", "reminder");
      if (!mail) return { errors: { to: "There is no such mail any more." } };
      const sent = await sendTest(shopId, wish.to, mail);
      return sent.ok ? { toast: testToast(sent) } : { errors: { to: sent.problem } };
    }
  }
}

const standingToasts = {
  verified: "SendGrid has verified the address",
  "at-domain": "The domain is authenticated",
  unverified: "SendGrid does not know the address yet",
  unknown: "SendGrid would not say",
};
