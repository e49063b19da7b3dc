import {
  branch,
  clicked,
  days,
  defineWorkflow,
  hours,
  notOrderedSince,
  on,
  online,
  ordered,
  reachable,
  send,
  somethingInIt,
  subscribed,
  unsubscribed,
  wait,
} from "../define";

/**
 * Wins back a shopper who began checkout and left. An hour leaves room to come back unasked and is soon enough to
 * be remembered. Whoever clicked and still did not buy may have a question: they are offered help; the others get
 * the last call, with an offer if the merchant makes one. Ends at once on an order.
 */
export const checkoutAbandonment = defineWorkflow({
  id: "checkout-abandonment",
  title: "Checkout abandonment",
  summary: "Reminds shoppers who began checkout and left: after an hour, and once more a day later.",
  stage: "consideration",
  topic: "reminders",
  trigger: on("checkout.updated", { oneRunPer: "checkout", restart: "until-first-send" }),
  audience: [online, somethingInIt, notOrderedSince("trigger"), reachable, subscribed],
  exits: [ordered("checkout"), ordered("contact"), unsubscribed],
  group: "recovery",
  rank: 30,
  lastsAtMost: days(7),
  steps: [
    wait("cool-off", hours(1)),
    send("reminder", "checkout-reminder", { recommendations: 3, usefulFor: hours(12) }),
    wait("sleep-on-it", days(1)),
    branch("did-they-click", clicked("reminder"), {
      yes: [
        wait("let-them-look", hours(4)),
        send("help", "checkout-help", { usefulFor: days(1) }),
        wait("think-it-over", days(1)),
        send("last-call-after-help", "checkout-last-call", { recommendations: 3, usefulFor: days(1) }),
      ],
      no: [send("last-call", "checkout-last-call", { recommendations: 3, usefulFor: days(1) })],
    }),
  ],
});
