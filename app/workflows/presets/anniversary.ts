import { days, defineWorkflow, on, reachable, send, subscribed, unsubscribed, waitUntil } from "../define";

/** Remembers the day of somebody's first order, a reason to write that nobody else has. */
export const anniversary = defineWorkflow({
  id: "anniversary",
  title: "First-order anniversary",
  summary: "Writes to customers on the anniversary of their first order.",
  stage: "loyalty",
  topic: "news",
  trigger: on("date.reached", {
    oneRunPer: "contact",
    restart: "never",
    again: days(300),
    where: [{ field: "date", op: "is", value: "first-order-anniversary" }],
  }),
  audience: [reachable, subscribed],
  exits: [unsubscribed],
  rank: 110,
  steps: [
    waitUntil("nine-o-clock", { hour: 9 }),
    send("a-year", "anniversary", { recommendations: 3, picks: "new", usefulFor: days(2) }),
  ],
});
