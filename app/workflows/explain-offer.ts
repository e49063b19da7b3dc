type Value = (key: string) => string;
type Time = (key: string) => string;

/** The code that somebody got. */
export const offeredWords = (value: Value, time: Time): string =>
  `With a code of their own: ${value("code")}, good until ${time("endsAt")}.`;

/** Why somebody got the mail without its offer, or why it waits for it. */
export function offerReason(rule: string, value: Value, time: Time): string {
  switch (rule) {
    case "offer-not-here":
      return value("country")
        ? `it is not for ${value("country")}`
        : "it is for some countries, and theirs is not known";
    case "offer-likely-to-buy":
      if (value("test"))
        return "likely to buy anyway, and the test of your codes says that such shoppers buy as much without";
      return value("order")
        ? `likely to buy anyway: ordered ${value("order")} without a code at ${time("placedAt")}`
        : "likely to buy anyway: what they did of late says so";
    case "offer-test":
      return `one of the ${value("percent")}% by whom you test what codes bring`;
    case "offer-cap-contact":
      return `has had ${codes(value("codes"))} within ${value("days")} days, which is the most`;
    case "offer-cap-month":
      return `the shop has given ${codes(value("codes"))} this month, which is the most`;
    case "offer-not-made": {
      const problem = value("problem") ? ` (${value("problem")})` : "";
      return `Shopify made no code for it${problem}`;
    }
    case "offer-being-made":
      return `its code is being made in Shopify; looked at again by ${time("until")}`;
    default:
      return `prices of ${value("country")} are being read; looked at again by ${time("until")}`;
  }
}

const codes = (count: string): string => (count === "1" ? "1 personal code" : `${count} personal codes`);
