import type { Shop } from "@prisma/client";
import { DateTime } from "luxon";
import { senderProblems } from "~/delivery/sender-settings";
import { audienceOf } from "~/workflows/audience";
import type { WorkflowDefinition } from "~/workflows/definition";
import { durationText } from "~/workflows/duration";
import { fittingAudience } from "~/workflows/fitting-conditions";
import { audienceSegment } from "~/workflows/segment-audience";
import { listWorkflows, workflowById } from "~/workflows/settings";
import { warningsOf } from "~/workflows/validate";
import { conditionWords } from "~/workflows/words/condition-words";
import type { Names } from "~/workflows/words/names";
import { stageNames } from "~/workflows/words/step-words";
import { exitWords, howOften, startsWhen } from "~/workflows/words/trigger-words";
import { conditionForm } from "./condition-form";
import { pacedEntry } from "./pace";
import { shopifysMail } from "./shopify-mails";
import { outcomeCounts, toldDecisions } from "./workflow-decisions";
import { sentBySteps, workflowFigures } from "./workflow-figures";
import { drawnFlow } from "./workflow-flow";
import { workflowNames } from "./workflow-names";
import { lengthOf, stepPanel } from "./workflow-panel";
import { toldVersions } from "./workflow-versions";

/** What of a workflow is looked at; each has its address. */
export const workflowViews = ["flow", "decisions", "versions"] as const;

export interface WorkflowRequest {
  readonly shop: Shop;
  readonly workflowId: string;
  readonly view: (typeof workflowViews)[number];
  /** The step to open. */
  readonly step: string | null;
  /** Of the decisions only these. */
  readonly outcome: string | null;
  readonly at: Date;
}

/** One workflow's page; null when there is no such workflow. */
export async function workflowPage({ shop, workflowId, view, step, outcome, at }: WorkflowRequest) {
  const { shopId } = shop;
  const since = DateTime.fromJSDate(at).minus({ days: 30 }).toJSDate();
  const workflow = await workflowById(shopId, workflowId);
  if (!workflow) return null;
  const { definition, isOn, version } = workflow;
  const [figures, names, order] = await Promise.all([
    workflowFigures(shopId, since),
    workflowNames(shop, [definition]),
    listWorkflows(shopId),
  ]);
  return {
    workflowId,
    title: definition.title,
    summary: definition.summary,
    stage: stageNames[definition.stage],
    isOn,
    version,
    problems: senderProblems(shop),
    pace: definition.trigger.event === "contact.inactive" ? await pacedEntry(shop, workflowId, at) : null,
    warnings: warningsOf(definition).map(({ reason }) => reason),
    shopifysMail: shopifysMail(workflowId),
    inItNow: figures.get(workflowId)?.inItNow ?? 0,
    sent: figures.get(workflowId)?.sent ?? 0,
    flow: view === "flow" ? await flowView(shop, definition, names, step, since) : null,
    settings: view === "flow" ? settingsView(definition, names, order) : null,
    decisions:
      view === "decisions"
        ? {
            counts: await outcomeCounts(shopId, workflowId, since),
            latest: await toldDecisions({ shop, workflowId, since, outcome }),
            outcome,
          }
        : null,
    versions: view === "versions" ? await toldVersions(shop, workflowId, version) : null,
    testAddress: shop.email ?? "",
  };
}

async function flowView(shop: Shop, definition: WorkflowDefinition, names: Names, step: string | null, since: Date) {
  const sent = await sentBySteps(shop.shopId, definition.id, since);
  return {
    event: definition.trigger.event,
    startsWhen: startsWhen(definition.trigger, names),
    steps: drawnFlow(definition, names, sent),
    panel: step === null ? null : await stepPanel(definition, step, names, shop),
  };
}

function settingsView(
  definition: WorkflowDefinition,
  names: Names,
  order: readonly { readonly workflowId: string; readonly title: string }[],
) {
  const { kept, own } = audienceOf(definition);
  const place = order.findIndex(({ workflowId }) => workflowId === definition.id);
  return {
    howOften: howOften(definition.trigger),
    told: [...kept, ...definition.audience.filter(({ is }) => is === "in-segment")].map((condition) =>
      conditionWords(condition, names),
    ),
    own,
    form: conditionForm(fittingAudience(definition), names),
    segments: [...names.segments].map(([segmentId, name]) => ({ segmentId, name })),
    segmentId: audienceSegment(definition),
    endsWhen: [
      ...definition.exits.map(exitWords),
      ...(definition.lastsAtMost ? [`${durationText(definition.lastsAtMost)} have passed since it began`] : []),
    ],
    speaks: {
      before: order[place - 1]?.title ?? null,
      after: order[place + 1]?.title ?? null,
      isAlone: definition.group === "recovery",
    },
    limits: {
      holdout: definition.holdout,
      cap: definition.cap ? { mails: definition.cap.mails, length: lengthOf(definition.cap.per) } : null,
      window: definition.window ?? null,
    },
  };
}
