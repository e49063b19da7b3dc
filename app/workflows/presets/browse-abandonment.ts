import {
  branch,
  clicked,
  days,
  defineWorkflow,
  exit,
  hours,
  notOrderedSince,
  on,
  ordered,
  reachable,
  send,
  subscribed,
  unsubscribed,
  wait,
} from "../define";

/**
 * Picks up where a known visitor stopped looking: what they viewed, and what is like it; two days later, to who
 * did not look again, what others like. Looking is a weak sign, so it comes at most once a week.
 */
export const browseAbandonment = defineWorkflow({
  id: "browse-abandonment",
  title: "Browse abandonment",
  summary: "Shows known visitors what they looked at, with similar and popular products.",
  stage: "awareness",
  topic: "reminders",
  trigger: on("product.viewed", { oneRunPer: "contact", restart: "until-first-send", again: days(7) }),
  audience: [notOrderedSince("trigger"), reachable, subscribed],
  exits: [ordered("contact"), unsubscribed],
  group: "recovery",
  rank: 50,
  lastsAtMost: days(6),
  steps: [
    wait("cool-off", hours(1)),
    send("viewed", "browse-viewed", { recommendations: 4, picks: "similar", usefulFor: hours(24) }),
    wait("look-around", days(2)),
    branch("did-they-click", clicked("viewed"), {
      yes: [exit("looked-again")],
      no: [send("popular", "browse-similar", { recommendations: 4, picks: "best-sellers", usefulFor: days(1) })],
    }),
  ],
});
