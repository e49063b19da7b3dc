import {
  branch,
  days,
  defineWorkflow,
  firstOrder,
  hours,
  on,
  online,
  orderCancelled,
  orderRefunded,
  reachable,
  send,
  subscribed,
  wait,
  waitFor,
} from "../define";

/**
 * Looks after who has bought: thanks, how to use it once it is there, a review, and much later what goes with it.
 * A first order is greeted differently from a returning customer's. The confirmation is transactional: it goes to
 * everyone, and is left out until Shopify's own is turned off. Cancelled or paid back: not a word more.
 */
export const postPurchase = defineWorkflow({
  id: "post-purchase",
  title: "Post-purchase",
  summary: "Thanks buyers, helps them to use what they bought, asks for a review, and shows what goes with it.",
  stage: "purchase",
  topic: "orders",
  trigger: on("order.created", { oneRunPer: "order", restart: "never" }),
  audience: [online, reachable],
  exits: [orderCancelled, orderRefunded],
  rank: 10,
  lastsAtMost: days(60),
  steps: [
    send("confirmation", "order-confirmation", { class: "transactional", isOff: true, usefulFor: hours(24) }),
    branch("agreed", subscribed, {
      yes: [
        wait("let-it-sink-in", days(1)),
        branch("first-order", firstOrder, {
          yes: [send("thanks", "order-thanks", { usefulFor: days(2) })],
          no: [send("thanks-again", "order-thanks-again", { usefulFor: days(2) })],
        }),
        waitFor("delivery", "order.delivered", { atMost: days(14) }),
        send("tips", "usage-tips", { usefulFor: days(3) }),
        wait("use-it", days(7)),
        send("review", "review-request", { usefulFor: days(5) }),
        wait("later", days(14)),
        send("goes-with-it", "cross-sell", { recommendations: 4, usefulFor: days(5) }),
      ],
    }),
  ],
});
