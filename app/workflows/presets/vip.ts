import { days, defineWorkflow, on, reachable, send, subscribed, unsubscribed, waitUntil } from "../define";

/** Thanks a customer on becoming one of the shop's most loyal ones: a year lies between two such thanks. */
export const vip = defineWorkflow({
  id: "vip",
  title: "VIP reached",
  summary: "Thanks customers when they become one of your most loyal ones.",
  stage: "loyalty",
  topic: "news",
  trigger: on("stage.changed", {
    oneRunPer: "contact",
    restart: "never",
    again: days(365),
    where: [{ field: "to", op: "is", value: "loyal" }],
  }),
  audience: [reachable, subscribed],
  exits: [unsubscribed],
  rank: 80,
  steps: [
    waitUntil("morning", { hour: 10 }),
    send("thanks", "vip", { recommendations: 3, picks: "new", usefulFor: days(3) }),
  ],
});
