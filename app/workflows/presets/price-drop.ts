import {
  days,
  defineWorkflow,
  hours,
  notOrderedSince,
  on,
  ordered,
  reachable,
  send,
  subscribed,
  unsubscribed,
} from "../define";

/** Tells who wanted a product that it costs less now: once a month and product at the most, or nobody buys at the full price. */
export const priceDrop = defineWorkflow({
  id: "price-drop",
  title: "Price drop",
  summary: "Tells shoppers that a product they wanted costs less now.",
  stage: "consideration",
  topic: "products",
  trigger: on("price.dropped", { oneRunPer: "product", restart: "never", again: days(30) }),
  audience: [notOrderedSince("trigger"), reachable, subscribed],
  exits: [ordered("product"), unsubscribed],
  rank: 60,
  steps: [send("cheaper", "price-drop", { recommendations: 2, picks: "similar", usefulFor: hours(48) })],
});
