import { Duration } from "luxon";
import { type Cap, freeAt, seldomReadCap } from "./frequency";
import type { GuardFacts, HoldCheck } from "./guard";
import { type HourSpan, hourIn, isWithin, nextOpening } from "./sending-hours";

const LOOK_AGAIN_MINUTES = 15;

/** What keeps a message waiting, in this order. Of hours and caps marketing alone knows: see sending-rules.ts. */
export const holds = [
  {
    rule: "sender-not-ready",
    check: (_message, { senderProblems }, at) =>
      senderProblems.length > 0
        ? { until: new Date(at.getTime() + LOOK_AGAIN_MINUTES * 60_000), values: { problems: [...senderProblems] } }
        : null,
  },
  {
    rule: "quiet-hours",
    check: ({ class: kind }, facts, at) => {
      const { quietHours } = facts.rules;
      return kind === "marketing" && isWithin(hourOf(facts, at), quietHours) ? untilOpen(facts, at, quietHours) : null;
    },
  },
  {
    rule: "sending-window",
    check: ({ class: kind }, facts, at) => {
      const { window } = facts.workflow;
      return kind === "marketing" && window && !isInWindow(hourOf(facts, at), window)
        ? untilOpen(facts, at, window)
        : null;
    },
  },
  {
    rule: "reminder-first",
    check: ({ class: kind }, { ahead, workflow: { rank } }, at) => {
      const reminder = kind === "marketing" ? ahead.find((one) => one.rank < rank && one.at >= at) : undefined;
      // A minute later it has left, or will not: then the caps say whether there is room beside it.
      return reminder
        ? { until: new Date(reminder.at.getTime() + 60_000), values: { workflow: reminder.title } }
        : null;
    },
  },
  {
    rule: "workflow-cap",
    check: (message, { workflow: { cap }, sent }, at) => {
      if (message.class !== "marketing" || !cap) return null;
      const own = sent.filter(({ workflowId }) => workflowId === message.workflowId);
      return untilFree(own, cap, at);
    },
  },
  {
    rule: "day-cap",
    check: ({ class: kind }, { rules, sent }, at) =>
      kind === "marketing" ? untilFree(sent, { mails: rules.perDay, per: aDay }, at) : null,
  },
  {
    rule: "week-cap",
    check: ({ class: kind }, { rules, sent }, at) =>
      kind === "marketing" ? untilFree(sent, { mails: rules.perWeek, per: aWeek }, at) : null,
  },
  {
    rule: "seldom-read",
    check: ({ class: kind }, { rules, sent, unanswered }, at) => {
      const cap = rules.isAdaptive ? seldomReadCap(unanswered) : null;
      const hold = kind === "marketing" && cap ? untilFree(sent, cap, at) : null;
      return hold && { ...hold, values: { ...hold.values, unanswered } };
    },
  },
] as const satisfies readonly { readonly rule: string; readonly check: HoldCheck }[];

/** The rules that a shop sets: what they hold is looked at again once they are changed. */
export const sendingRuleHolds: readonly string[] = ["quiet-hours", "day-cap", "week-cap", "seldom-read"];

const aDay = Duration.fromObject({ hours: 24 });
const aWeek = Duration.fromObject({ days: 7 });

/** Only contacts are mailed; a message without one is stopped before. */
const zoneOf = ({ contact }: GuardFacts): string => contact?.zone ?? "UTC";

const hourOf = (facts: GuardFacts, at: Date): number => hourIn(zoneOf(facts), at);

/** A window that ends where it begins is the whole day. */
const isInWindow = (hour: number, window: HourSpan): boolean => window.from === window.to || isWithin(hour, window);

/** Until both the shop's hours and the workflow's allow it. */
function untilOpen(facts: GuardFacts, at: Date, { from, to }: HourSpan): ReturnType<HoldCheck> {
  const { quietHours } = facts.rules;
  const { window } = facts.workflow;
  const zone = zoneOf(facts);
  const until = nextOpening(
    zone,
    at,
    (hour) => !isWithin(hour, quietHours) && (window === null || isInWindow(hour, window)),
  );
  return { until, values: { from, to, zone } };
}

function untilFree(sent: GuardFacts["sent"], cap: Cap, at: Date): ReturnType<HoldCheck> {
  const until = freeAt(sent, cap, at);
  return until && { until, values: { mails: cap.mails, per: cap.per.reconfigure({ locale: "en" }).toHuman() } };
}
