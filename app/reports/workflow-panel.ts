import type { Shop } from "@prisma/client";
import { languageOf } from "~/content/language";
import { mergeTags } from "~/content/merge-text";
import { currentVersion } from "~/content/template-versions";
import { type TemplateKey, templates } from "~/content/templates";
import { pool } from "~/db.server";
import type { Condition } from "~/workflows/condition";
import type { MailStep, Step, WorkflowDefinition, WorkflowDuration } from "~/workflows/definition";
import { fittingBranch } from "~/workflows/fitting-conditions";
import { allSteps } from "~/workflows/program";
import { isPromised } from "~/workflows/validate";
import type { Names } from "~/workflows/words/names";
import { classWords, pickWords, stepTitle, weekdayNames } from "~/workflows/words/step-words";
import { type ConditionForm, conditionForm } from "./condition-form";
import { type OfferForm, offerForm } from "./offer-form";
import { orderConfirmationNote } from "./shopify-mails";
import { stepSample } from "./step-sample";

/** A duration as a form shows it. */
export interface Length {
  readonly amount: number;
  readonly unit: "minutes" | "hours" | "days";
}

export interface MailPanel {
  readonly description: string;
  /** The merchant's own; empty while it is the template's. */
  readonly subject: string;
  readonly template: TemplateKey;
  readonly templateSubject: string;
  /** What may stand in a subject: "{{ first_name }}, {{ product }}". */
  readonly fillings: string;
  /** As its form sends it. */
  readonly offer: OfferForm;
  /** A mail about an order carries no offer. */
  readonly mayOffer: boolean;
  /** Of which it recommends products; null where it recommends none. */
  readonly collection: CollectionChoice | null;
  readonly isOff: boolean;
  /** What must be said of Shopify's own mail before this one is turned on; null when there is none. */
  readonly shopifysOwn: string | null;
  readonly facts: readonly { readonly term: string; readonly text: string }[];
  readonly preview: { readonly subject: string; readonly html: string };
}

export interface CollectionChoice {
  /** By its title; empty for the whole shop. */
  readonly chosen: string;
  readonly titles: readonly string[];
}

/** The settings of the step that was clicked. */
export type StepPanel = { readonly name: string; readonly title: string } & (
  | { readonly kind: "wait" | "wait-for"; readonly length: Length }
  | {
      readonly kind: "wait-until";
      readonly hour: number;
      readonly weekday: number | null;
      readonly weekdays: typeof weekdayNames;
    }
  | { readonly kind: "branch"; readonly when: Condition; readonly form: ConditionForm | null }
  | { readonly kind: "split"; readonly arms: readonly { name: string; label: string; weight: number }[] }
  | { readonly kind: "send"; readonly mail: MailPanel }
  | {
      readonly kind: "question";
      readonly mail: MailPanel;
      readonly length: Length;
      readonly answers: readonly { name: string; label: string }[];
    }
  | { readonly kind: "fixed"; readonly text: string }
);

/** The step of a name, as its panel shows it; null when there is none. */
export async function stepPanel(
  definition: WorkflowDefinition,
  stepName: string,
  names: Names,
  shop: Shop,
): Promise<StepPanel | null> {
  const step = allSteps(definition.steps).find(({ name }) => name === stepName);
  if (!step) return null;
  return { name: step.name, title: stepTitle(step, names), ...(await settingsOf(step, definition, names, shop)) };
}

type Settings = StepPanel extends infer P ? (P extends unknown ? Omit<P, "name" | "title"> : never) : never;

async function settingsOf(step: Step, definition: WorkflowDefinition, names: Names, shop: Shop): Promise<Settings> {
  switch (step.kind) {
    case "wait":
      return { kind: "wait", length: lengthOf(step.for) };
    case "wait-for":
      return { kind: "wait-for", length: lengthOf(step.atMost) };
    case "wait-until":
      return { kind: "wait-until", hour: step.hour, weekday: step.weekday ?? null, weekdays: weekdayNames };
    case "branch": {
      const form = isPromised(step.when) ? null : conditionForm(fittingBranch(definition, step.name), names);
      return { kind: "branch", when: step.when, form };
    }
    case "split":
      return { kind: "split", arms: step.arms.map(({ name, label, weight }) => ({ name, label, weight })) };
    case "send":
      return { kind: "send", mail: await mailPanel(step, shop) };
    case "question":
      return {
        kind: "question",
        mail: await mailPanel(step, shop),
        length: lengthOf(step.within),
        answers: step.answers.map(({ name, label }) => ({ name, label })),
      };
    case "set":
      return { kind: "fixed", text: "It is written into their profile here, and stands on their page." };
    case "call":
      return {
        kind: "fixed",
        text:
          step.to.is === "webhook"
            ? `Who comes here is told to ${step.to.url}, and tried again until it answers.`
            : "Who comes here starts the workflows of Shopify Flow that wait for it.",
      };
    case "exit":
      return { kind: "fixed", text: "Whoever comes here is through." };
  }
}

async function mailPanel(step: MailStep, shop: Shop): Promise<MailPanel> {
  const template = templates[step.template];
  const language = languageOf(shop.locale);
  const { settings } = await currentVersion(pool, shop.shopId, step.template);
  const { subject, html } = await stepSample(step, shop);
  const picks = step.recommendations > 0 ? [{ term: "Recommends", text: picksOf(step) }] : [];
  return {
    description: template.description,
    subject: step.subject ?? "",
    template: step.template,
    templateSubject: settings.texts[language]?.subject ?? template.texts[language].subject,
    fillings: new Intl.ListFormat("en").format(mergeTags.map((tag) => `{{ ${tag} }}`)),
    offer: offerForm(step.incentive, shop.currency),
    mayOffer: step.class !== "transactional",
    collection: step.recommendations > 0 ? await collectionChoice(step, shop.shopId) : null,
    isOff: step.isOff,
    shopifysOwn: step.template === "order-confirmation" && step.isOff ? orderConfirmationNote : null,
    facts: [{ term: "Kind of mail", text: classWords[step.class] }, ...picks],
    preview: { subject, html },
  };
}

/** A shop with more collections than these has them by their titles up to there. */
const MOST_COLLECTIONS = 250;

/** Of the collections of which something can be shown; the chosen one also when it is not among them any more. */
async function collectionChoice({ collection = "" }: MailStep, shopId: number): Promise<CollectionChoice> {
  const { rows } = await pool.query<{ title: string }>(
    `SELECT subject AS title FROM recommendation_lists WHERE shop_id = $1 AND kind = 'best-of-collection'
      ORDER BY lower(subject), subject LIMIT ${MOST_COLLECTIONS}`,
    [shopId],
  );
  const titles = rows.map(({ title }) => title);
  return {
    chosen: collection,
    titles: collection === "" || titles.includes(collection) ? titles : [collection, ...titles],
  };
}

const picksOf = ({ recommendations, picks }: MailStep): string =>
  `${recommendations} ${recommendations === 1 ? pickWords[picks].replace(/s\b/, "") : pickWords[picks]}`;

/** In the largest unit in which it is whole: 90 minutes stay minutes, 24 hours are a day. */
export function lengthOf({ days = 0, hours = 0, minutes = 0 }: WorkflowDuration): Length {
  const all = minutes + 60 * (hours + 24 * days);
  if (all % 1_440 === 0) return { amount: all / 1_440, unit: "days" };
  return all % 60 === 0 ? { amount: all / 60, unit: "hours" } : { amount: all, unit: "minutes" };
}
