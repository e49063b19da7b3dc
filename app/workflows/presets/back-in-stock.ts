import {
  branch,
  days,
  defineWorkflow,
  hours,
  on,
  ordered,
  reachable,
  send,
  subscribed,
  triggerField,
  unsubscribed,
} from "../define";

/**
 * Tells that a product can be bought again. Who asked gets the one mail that they asked for, whatever else they
 * agreed to; who only looked at it or had it in the cart must have agreed to marketing.
 */
export const backInStock = defineWorkflow({
  id: "back-in-stock",
  title: "Back in stock",
  summary: "Tells shoppers that a product they wanted can be bought again.",
  stage: "consideration",
  topic: "products",
  trigger: on("product.restocked", { oneRunPer: "product", restart: "never", again: days(14) }),
  audience: [reachable],
  exits: [ordered("product"), unsubscribed],
  rank: 20,
  steps: [
    branch("did-they-ask", triggerField("wanted", "is", "asked"), {
      yes: [send("asked-for", "back-in-stock", { class: "requested", usefulFor: hours(48) })],
      no: [
        branch("agreed", subscribed, {
          yes: [send("seen-before", "back-in-stock", { recommendations: 2, picks: "similar", usefulFor: hours(48) })],
        }),
      ],
    }),
  ],
});
