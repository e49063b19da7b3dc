import type { DiscountCodeBasicInput } from "~/admin-api/generated/graphql";
import { currencyDigits } from "~/events/money";
import type { OfferToMint } from "~/offers/mint-store";

/**
 * The discount that an offer is in Shopify: for everybody who has a code, on everything, each code for one order.
 * `usageLimit` holds for each code: https://shopify.dev/docs/api/admin-rest/latest/resources/pricerule
 */
export function discountInput({ terms, firstCode, createdAt, endsAt }: OfferToMint): DiscountCodeBasicInput {
  const { percent, amountMinor, minimumMinor, currency } = terms;
  const decimal = (minor: number) => {
    const digits = currencyDigits(currency);
    return (minor / 10 ** digits).toFixed(digits);
  };
  const off = percent === null ? `${decimal(amountMinor ?? 0)} ${currency}` : `${percent} %`;
  return {
    title: `Waypost: ${off} off, until ${endsAt.toISOString().slice(0, 10)}`,
    code: firstCode,
    startsAt: createdAt.toISOString(),
    endsAt: endsAt.toISOString(),
    usageLimit: 1,
    appliesOncePerCustomer: true,
    context: { all: "ALL" },
    customerGets: {
      items: { all: true },
      value:
        percent === null
          ? { discountAmount: { amount: decimal(amountMinor ?? 0), appliesOnEachItem: false } }
          : { percentage: percent / 100 },
    },
    ...(minimumMinor !== null && {
      minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: decimal(minimumMinor) } },
    }),
  };
}
