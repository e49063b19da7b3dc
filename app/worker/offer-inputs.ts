import { zoneOf } from "~/contacts/fallbacks";
import { deadlineText, offerText } from "~/content/offer-text";
import type { RenderInputs } from "~/content/render-inputs";
import { formatMoney } from "~/events/money";
import type { OfferTerms } from "~/offers/offer-terms";
import type { MailRun } from "./load-mail-runs";
import type { MailShop } from "./load-mail-shop";
import type { MailOffer } from "./mail-offers";

/** A mail's inputs with what it offers: in its reader's language, until when by their own clock. */
export function withOffer(
  inputs: RenderInputs,
  offer: Exclude<MailOffer, { kind: "wait" }>,
  where: Pick<MailRun, "timezone" | "country" | "region">,
  shop: MailShop,
): RenderInputs {
  if (offer.kind === "none") return inputs;
  if (offer.kind === "shared") return { ...inputs, incentive: { code: offer.code, offer: offer.offer } };
  const { code, endsAt } = offer.given;
  return {
    ...inputs,
    incentive: { code, offer: termsText(offer.terms, inputs.locale) },
    deadline: deadlineText(endsAt, inputs.locale, zoneOf(where, shop.timezone).value),
  };
}

/** "10% off orders of €50.00 or more". */
export function termsText({ percent, amountMinor, minimumMinor, currency }: OfferTerms, locale: string): string {
  const off =
    percent === null
      ? formatMoney(amountMinor ?? 0, currency, locale)
      : new Intl.NumberFormat(locale, { style: "percent" }).format(percent / 100);
  return offerText(
    { off, minimum: minimumMinor === null ? null : formatMoney(minimumMinor, currency, locale) },
    locale,
  );
}
