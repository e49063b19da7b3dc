import { now } from "~/clock";
import type { ConsentState, Customer } from "../../store/types";
import { consentPayload } from "../payloads/customer-payload";
import { type Fields, idOf, type World } from "./world";

interface ConsentArguments {
  readonly input: {
    readonly customerId: string;
    readonly emailMarketingConsent: {
      readonly marketingState: string;
      readonly marketingOptInLevel?: Customer["consent"]["optInLevel"];
      readonly consentUpdatedAt?: string | null;
    };
  };
}

const settable: readonly ConsentState[] = ["SUBSCRIBED", "UNSUBSCRIBED", "PENDING"];

/** customerEmailMarketingConsentUpdate: takes the three states that Shopify lets an app set, and tells of the change. */
export function updateEmailConsent(world: World) {
  return ({ input }: ConsentArguments): Fields => {
    world.faults.strike("customerEmailMarketingConsentUpdate");
    const { marketingState, marketingOptInLevel, consentUpdatedAt } = input.emailMarketingConsent;
    const customer = world.store.state.customers.find(({ id }) => id === idOf("Customer", input.customerId));
    if (!customer) return refusal(["input", "customerId"], "Customer not found");
    const state = settable.find((candidate) => candidate === marketingState);
    if (!state) {
      return refusal(
        ["input", "emailMarketingConsent", "marketingState"],
        `Cannot specify ${marketingState} as a marketing state input`,
      );
    }
    if (consentUpdatedAt && Date.parse(consentUpdatedAt) > now().getTime() + 60_000) {
      return refusal(
        ["input", "emailMarketingConsent", "consentUpdatedAt"],
        "Consent updated at must not be in the future",
      );
    }
    const time = now().toISOString();
    customer.consent = {
      state,
      optInLevel: marketingOptInLevel ?? customer.consent.optInLevel ?? "SINGLE_OPT_IN",
      updatedAt: consentUpdatedAt ? new Date(consentUpdatedAt).toISOString() : time,
    };
    customer.updatedAt = time;
    world.store.changed();
    world.webhooks.send("customers_email_marketing_consent/update", consentPayload(customer, world.store.state.shop));
    return { customer: world.node.customer(customer), userErrors: [] };
  };
}

function refusal(field: readonly string[], message: string): Fields {
  return { customer: null, userErrors: [{ field, message, code: "INVALID" }] };
}
