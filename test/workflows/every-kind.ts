import {
  addTag,
  answered,
  branch,
  callWebhook,
  clicked,
  days,
  exit,
  happened,
  hours,
  not,
  on,
  ordered,
  question,
  reachable,
  send,
  setField,
  split,
  startFlow,
  subscribed,
  sunset,
  unsubscribed,
  wait,
  waitFor,
  waitUntil,
} from "~/workflows/define";
import type { Step, WorkflowDefinition } from "~/workflows/definition";

/** A workflow with every kind of step in it, some deep in others. */
export const everyKind: WorkflowDefinition = {
  id: "every-kind",
  title: "Every kind",
  summary: "Has one of everything.",
  stage: "consideration",
  topic: "reminders",
  trigger: on("cart.updated", {
    oneRunPer: "cart",
    restart: "until-first-send",
    again: days(30),
    where: [{ field: "totalMinor", op: "at-least", value: 1000 }],
  }),
  audience: [reachable, subscribed, { is: "orders-count", op: "at-least", count: 2 }],
  exits: [ordered("cart"), ordered("contact"), unsubscribed],
  group: "recovery",
  rank: 40,
  holdout: 10,
  cap: { mails: 2, per: days(7) },
  lastsAtMost: days(30),
  window: { from: 8, to: 20 },
  steps: [
    wait("cool-off", hours(1)),
    waitUntil("nine", { hour: 9, weekday: 1 }),
    { ...send("reminder", "cart-reminder", { recommendations: 3, usefulFor: hours(12) }), subject: "Hello" },
    waitFor("delivery", "order.delivered", { atMost: days(3) }),
    branch("came", happened("delivery"), {
      yes: [exit("enough")],
      no: [
        branch("read", not(clicked("reminder")), {
          yes: [
            split("style", [
              { name: "short", label: "Short", weight: 50, steps: [offering("short-mail")] },
              {
                name: "long",
                label: "Long",
                weight: 50,
                steps: [send("long-mail", "cart-help", { usefulFor: days(1) })],
              },
            ]),
          ],
        }),
      ],
    }),
    question("ask", "welcome", {
      usefulFor: days(1),
      within: days(2),
      answers: [
        { name: "lamps", label: "Lamps", steps: [addTag("lamp-lover", "lamps")] },
        { name: "rugs", label: "Rugs", steps: [setField("rug-lover", "likes", "rugs")] },
      ],
      otherwise: [callWebhook("tell", "https://example.com/hook"), startFlow("flow"), sunset("stop")],
    }),
    branch("lamps", answered("ask", "lamps"), { yes: [send("more-lamps", "cart-last-call", { usefulFor: days(1) })] }),
  ],
};

function offering(name: string): Step {
  return {
    ...send(name, "cart-help", { usefulFor: days(1) }),
    incentive: { code: "BACK10", offer: "10 % off" },
  };
}
