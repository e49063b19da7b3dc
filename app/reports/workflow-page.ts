import type { Shop } from "@prisma/client";
import { DateTime } from "luxon";
import { brandOf } from "~/content/brand";
import { renderSample } from "~/content/compile";
import { type TemplateKey, templates } from "~/content/templates";
import { senderProblems } from "~/delivery/sender-settings";
import type { Step } from "~/workflows/definition";
import { durationText } from "~/workflows/duration";
import { audienceSegment } from "~/workflows/segment-audience";
import { workflowById } from "~/workflows/settings";
import { segmentNames } from "./contact-segments";
import { sentBySteps, workflowFigures } from "./workflow-figures";
import { workflowWords } from "./workflow-words";

/** A step as the flow draws it. */
export interface DrawnStep {
  readonly name: string;
  readonly kind: Step["kind"];
  readonly title: string;
  readonly note: string;
}

/** The settings of the step that was clicked. */
export type StepPanel =
  | { readonly kind: "wait"; readonly name: string; readonly title: string; readonly hours: number }
  | {
      readonly kind: "send";
      readonly name: string;
      readonly title: string;
      readonly description: string;
      readonly template: TemplateKey;
      /** The merchant's own; empty while it is the template's. */
      readonly subject: string;
      readonly templateSubject: string;
      readonly preview: { readonly subject: string; readonly html: string };
    };

/** One workflow's page at `at`; null when there is no such workflow. `stepName` is the step to open. */
export async function workflowPage(shop: Shop, workflowId: string, stepName: string | null, at: Date) {
  const since = DateTime.fromJSDate(at).minus({ days: 30 }).toJSDate();
  const [workflow, figures, sent, segments] = await Promise.all([
    workflowById(shop.shopId, workflowId),
    workflowFigures(shop.shopId, since),
    sentBySteps(shop.shopId, workflowId, since),
    segmentNames(shop.shopId),
  ]);
  if (!workflow) return null;
  const { definition, isOn, version, versions } = workflow;
  const open = definition.steps.find(({ name }) => name === stepName);
  return {
    workflowId,
    title: definition.title,
    summary: definition.summary,
    isOn,
    version,
    versions,
    problems: senderProblems(shop),
    inItNow: figures.get(workflowId)?.inItNow ?? 0,
    sent: figures.get(workflowId)?.sent ?? 0,
    words: workflowWords(definition, new Map(segments.map(({ segmentId, name }) => [segmentId, name]))),
    segments,
    segmentId: audienceSegment(definition),
    steps: definition.steps.map((step) => drawn(step, sent.get(step.name) ?? 0)),
    panel: open ? await panelOf(open, shop) : null,
    testAddress: shop.email ?? "",
  };
}

function drawn(step: Step, sent: number): DrawnStep {
  return step.kind === "wait"
    ? {
        name: step.name,
        kind: "wait",
        title: `Wait ${durationText(step.for)}`,
        note: "Anyone who orders meanwhile leaves",
      }
    : {
        name: step.name,
        kind: "send",
        title: `Send “${templates[step.template].name}”`,
        note: `${new Intl.NumberFormat("en").format(sent)} sent in the last 30 days`,
      };
}

async function panelOf(step: Step, shop: Shop): Promise<StepPanel> {
  if (step.kind === "wait") {
    const { days = 0, hours = 0, minutes = 0 } = step.for;
    return {
      kind: "wait",
      name: step.name,
      title: `Wait ${durationText(step.for)}`,
      hours: 24 * days + hours + minutes / 60,
    };
  }
  const template = templates[step.template];
  const { subject, html } = await renderSample(step.template, brandOf(shop), step.subject);
  return {
    kind: "send",
    name: step.name,
    title: template.name,
    description: template.description,
    template: step.template,
    subject: step.subject ?? "",
    templateSubject: template.subject,
    preview: { subject, html },
  };
}
