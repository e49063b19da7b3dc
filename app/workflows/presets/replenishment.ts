import { days, defineWorkflow, on, ordered, reachable, send, subscribed, unsubscribed } from "../define";

/** Reminds in time of what is used up, by how often it is bought again. One mail; an order of it ends it. */
export const replenishment = defineWorkflow({
  id: "replenishment",
  title: "Replenishment",
  summary: "Reminds customers of what they have probably used up.",
  stage: "retention",
  topic: "products",
  trigger: on("replenishment.due", { oneRunPer: "product", restart: "never", again: days(7) }),
  audience: [reachable, subscribed],
  exits: [ordered("product"), unsubscribed],
  rank: 90,
  steps: [send("used-up", "replenishment", { recommendations: 2, usefulFor: days(4) })],
});
