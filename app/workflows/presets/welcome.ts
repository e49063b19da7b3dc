import {
  branch,
  clicked,
  days,
  defineWorkflow,
  hasOrdered,
  minutes,
  on,
  question,
  reachable,
  send,
  subscribed,
  unsubscribed,
  wait,
} from "../define";

/**
 * Welcomes whoever signs up and agreed to mails, while the shop is fresh in mind. It asks what they came for and
 * answers with products to match; who has not ordered after that learns how the shop works. Shopify tells of the
 * account before it tells of the agreement: a quarter of an hour lets both arrive.
 */
export const welcome = defineWorkflow({
  id: "welcome",
  title: "Welcome",
  summary: "Greets new subscribers, asks what they came for, and shows them around.",
  stage: "awareness",
  topic: "news",
  trigger: on("customer.created", { oneRunPer: "contact", restart: "never" }),
  audience: [reachable],
  exits: [unsubscribed],
  rank: 70,
  lastsAtMost: days(30),
  steps: [
    wait("settle", minutes(15)),
    branch("agreed", subscribed, {
      yes: [
        question("welcome", "welcome", {
          usefulFor: days(2),
          within: days(2),
          answers: [
            {
              name: "for-me",
              label: "Something for me",
              steps: [send("picks-for-me", "welcome-picks", mostLiked())],
            },
            {
              name: "a-gift",
              label: "A gift",
              steps: [send("picks-for-a-gift", "welcome-picks", { ...mostLiked(), picks: "new" })],
            },
          ],
          otherwise: [send("best-sellers", "welcome-picks", mostLiked())],
        }),
        wait("get-to-know", days(3)),
        branch("ordered-meanwhile", hasOrdered, {
          yes: [],
          no: [
            send("guide", "welcome-guide", { usefulFor: days(3) }),
            wait("read-it", days(4)),
            branch("was-it-read", clicked("guide"), { yes: [send("more", "welcome-picks", mostLiked())] }),
          ],
        }),
      ],
    }),
  ],
});

function mostLiked() {
  return { recommendations: 4, picks: "best-sellers", usefulFor: days(2) } as const;
}
