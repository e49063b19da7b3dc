import {
  branch,
  clicked,
  days,
  defineWorkflow,
  hours,
  notOrderedSince,
  on,
  ordered,
  reachable,
  send,
  somethingInIt,
  subscribed,
  unsubscribed,
  wait,
} from "../define";

/**
 * Reminds of a cart that was filled and left before checkout began. The same hour as for a checkout, but gentler:
 * a cart is often only a list. As soon as they begin checkout, its own reminder takes over.
 */
export const cartAbandonment = defineWorkflow({
  id: "cart-abandonment",
  title: "Cart abandonment",
  summary: "Reminds known shoppers of a cart that they filled and left before checkout.",
  stage: "consideration",
  topic: "reminders",
  trigger: on("cart.updated", { oneRunPer: "cart", restart: "until-first-send" }),
  audience: [somethingInIt, notOrderedSince("trigger"), reachable, subscribed],
  exits: [ordered("cart"), ordered("contact"), unsubscribed],
  group: "recovery",
  rank: 40,
  lastsAtMost: days(7),
  steps: [
    wait("cool-off", hours(1)),
    send("reminder", "cart-reminder", { recommendations: 3, usefulFor: hours(12) }),
    wait("sleep-on-it", days(1)),
    branch("did-they-click", clicked("reminder"), {
      yes: [wait("let-them-look", hours(4)), send("help", "cart-help", { usefulFor: days(1) })],
      no: [send("last-call", "cart-last-call", { recommendations: 3, usefulFor: days(1) })],
    }),
  ],
});
