import { days, defineWorkflow, hours, on, reachable, send, subscribed, unsubscribed, waitUntil } from "../define";

/** Congratulates on the day itself, at nine where they live: a day late it would be no congratulation. */
export const birthday = defineWorkflow({
  id: "birthday",
  title: "Birthday",
  summary: "Congratulates customers on their birthday.",
  stage: "loyalty",
  topic: "news",
  trigger: on("date.reached", {
    oneRunPer: "contact",
    restart: "never",
    again: days(300),
    where: [{ field: "date", op: "is", value: "birthday" }],
  }),
  audience: [reachable, subscribed],
  exits: [unsubscribed],
  rank: 100,
  steps: [
    waitUntil("nine-o-clock", { hour: 9 }),
    send("congratulations", "birthday", { recommendations: 3, picks: "best-sellers", usefulFor: hours(12) }),
  ],
});
