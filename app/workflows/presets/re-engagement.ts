import {
  branch,
  clicked,
  days,
  defineWorkflow,
  on,
  ordered,
  reachable,
  send,
  subscribed,
  sunset,
  unsubscribed,
  wait,
} from "../define";

/**
 * Tries to win back who stayed away longer than they usually do: news first, then a personal offer, then a
 * goodbye. A click at any point ends the trying. Who answers none of it is mailed no more: mail that nobody
 * wants spoils the shop's name with mailbox providers, and everybody's mail suffers.
 */
export const reEngagement = defineWorkflow({
  id: "re-engagement",
  title: "Re-engagement",
  summary: "Writes to customers who stayed away longer than they usually do, and stops mailing who answers nothing.",
  stage: "retention",
  topic: "news",
  trigger: on("contact.inactive", { oneRunPer: "contact", restart: "never", again: days(180) }),
  audience: [reachable, subscribed],
  exits: [ordered("contact"), unsubscribed],
  rank: 120,
  lastsAtMost: days(60),
  steps: [
    send("news", "reengage-new", { recommendations: 4, picks: "new", usefulFor: days(5) }),
    wait("a-week", days(7)),
    branch("interested", clicked("news"), {
      yes: [],
      no: [
        send("offer", "reengage-offer", { recommendations: 2, usefulFor: days(5) }),
        wait("two-weeks", days(14)),
        branch("tempted", clicked("offer"), {
          yes: [],
          no: [
            send("goodbye", "reengage-goodbye", { usefulFor: days(5) }),
            wait("last-chance", days(14)),
            branch("still-there", clicked("goodbye"), { yes: [], no: [sunset("stop-mailing")] }),
          ],
        }),
      ],
    }),
  ],
});
