import { brandOf } from "~/content/brand";
import { type CompiledTemplate, compileTemplate } from "~/content/compile";
import { cutMail, type MailCut } from "./concatenation";

/** The reminder as the measured shop sends it. */
export function compileReminder(): Promise<CompiledTemplate> {
  const brand = brandOf({
    name: "Bench store",
    domain: "bench-store.myshopify.com",
    storefrontUrl: "https://bench-store.example",
    senderName: "Bench store",
    postalAddress: "1 Bench Lane, 10969 Berlin",
    brand: {},
  });
  return compileTemplate("checkout-reminder", brand, "en");
}

/** The same mail, cut open for concatenation. */
export async function cutReminder(): Promise<MailCut> {
  return cutMail(await compileReminder());
}
