import type { ConditionForm } from "~/reports/condition-form";
import type { Condition, SimpleCondition } from "~/workflows/condition";

/** A condition of a kind, filled in as far as there is one thing to choose; null when nothing of the kind is there. */
export function blankCondition(kind: SimpleCondition["is"], form: ConditionForm): SimpleCondition | null {
  switch (kind) {
    case "orders-count":
      return { is: kind, op: "at-least", count: 1 };
    case "in-segment":
      return form.segments[0] ? { is: kind, segmentId: form.segments[0].value } : null;
    case "stage":
      return { is: kind, of: [] };
    case "profile":
      return { is: kind, field: "country", of: [] };
    case "about-product":
      return { is: kind, by: "collection", of: [] };
    case "clicked":
    case "opened":
      return form.mails[0] ? { is: kind, step: form.mails[0].value } : null;
    case "happened":
      return form.waits[0] ? { is: kind, step: form.waits[0].value } : null;
    case "answered":
      return form.answers[0] ? answerCondition(form.answers[0].value) : null;
    case "field":
      return form.fields[0] ? blankField(form.fields[0]) : null;
    case "not-ordered-since":
      return { is: kind, since: "trigger" };
    default:
      return { is: kind };
  }
}

/** A condition on a field of what happened, with what can be said of such a field. */
export function blankField({ value: field, type, choices }: ConditionForm["fields"][number]): SimpleCondition {
  return type === "text"
    ? { is: "field", field, op: "is", value: choices[0]?.value ?? "" }
    : { is: "field", field, op: "at-least", value: 1 };
}

/** The condition that "step:answer" stands for. */
export function answerCondition(value: string): SimpleCondition {
  const [step = "", answer = ""] = value.split(":");
  return { is: "answered", step, answer };
}

/** What is asked, and whether it must be so. */
export function parts(condition: Condition): { asked: SimpleCondition; isNot: boolean } {
  return condition.is === "not" ? { asked: condition.of, isNot: true } : { asked: condition, isNot: false };
}

export const joined = (asked: SimpleCondition, isNot: boolean): Condition => (isNot ? { is: "not", of: asked } : asked);
