import {
  days,
  defineWorkflow,
  hours,
  notOrderedSince,
  on,
  onlineCheckout,
  ordered,
  reachable,
  send,
  somethingInCheckout,
  subscribed,
  wait,
} from "../define";

/**
 * Wins back a shopper who began checkout and left. An hour leaves room to come back unasked and is soon
 * enough to be remembered; a day later comes the last call. Ends at once on an order.
 */
export const checkoutAbandonment = defineWorkflow({
  id: "checkout-abandonment",
  title: "Checkout abandonment",
  summary: "Reminds shoppers who began checkout and left, after an hour and once more a day later.",
  stage: "consideration",
  trigger: on("checkout.updated", { oneRunPer: "token", restart: "until-first-send" }),
  audience: [onlineCheckout, somethingInCheckout, notOrderedSince("trigger"), reachable, subscribed],
  exits: [ordered("checkout"), ordered("contact")],
  steps: [
    wait("cool-off", hours(1)),
    send("reminder", "checkout-reminder", { recommendations: 3, usefulFor: hours(12) }),
    wait("sleep-on-it", days(1)),
    send("last-call", "checkout-last-call", { recommendations: 3, usefulFor: days(1) }),
  ],
});
