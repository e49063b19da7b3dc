import type { Shop } from "@prisma/client";
import { DateTime } from "luxon";
import { pool } from "~/db.server";
import { casesOf, ENOUGH_MAILS, type HealthRate, harmLines, type MailHealth } from "~/delivery/harm-lines";
import { allMails, mailHealth } from "~/delivery/mail-health";
import { percentText } from "~/percent-text";
import { listWorkflows } from "~/workflows/settings";

/** One rate of some mails, told and placed against its lines. */
export interface HealthFigure {
  readonly rate: HealthRate;
  readonly title: string;
  /** "0.12 %", or that there are too few mails to say. */
  readonly value: string;
  readonly detail: string;
  /** From 0 to 1; null while there are too few mails. */
  readonly share: number | null;
  readonly aim: number;
  readonly most: number | null;
  readonly tone: "good" | "watch" | "bad" | "unknown";
}

export interface HealthSpan {
  readonly days: number;
  readonly sent: number;
  readonly figures: readonly HealthFigure[];
}

export interface WorkflowHealth {
  readonly workflowId: string;
  readonly title: string;
  readonly pauseReason: string | null;
  readonly spans: readonly HealthSpan[];
}

export interface HealthPage {
  /** The first line: how the sender stands with mailbox providers. */
  readonly state: string;
  /** Without SendGrid's reports nobody knows of bounces and complaints. */
  readonly isReporting: boolean;
  readonly overall: readonly HealthSpan[];
  readonly workflows: readonly WorkflowHealth[];
}

const titles: Readonly<Record<HealthRate, string>> = {
  complaints: "Called spam",
  bounces: "Bounced",
  unsubscribes: "Unsubscribed",
};
const rates: readonly HealthRate[] = ["complaints", "bounces", "unsubscribes"];
const SPANS = [7, 30];

/** How a shop's mails are taken, over 7 and 30 days, in all and for each workflow that sent any. */
export async function healthPage(shop: Shop, at: Date): Promise<HealthPage> {
  const { shopId } = shop;
  const spans = await Promise.all(
    SPANS.map(async (days) => ({ days, byWorkflow: await mailHealth(pool, shopId, before(at, days)) })),
  );
  const listed = await listWorkflows(shopId);
  const isReporting = shop.webhookKey !== null;
  const overall = spans.map(({ days, byWorkflow }) => span(days, allMails(byWorkflow)));
  const workflows = listed
    .filter(({ workflowId, pausedAt }) => pausedAt || spans.some(({ byWorkflow }) => byWorkflow.has(workflowId)))
    .map(({ workflowId, title, pauseReason }) => ({
      workflowId,
      title,
      pauseReason,
      spans: spans.map(({ days, byWorkflow }) => span(days, byWorkflow.get(workflowId) ?? nothing)),
    }));
  return { state: stateOf(overall, isReporting), isReporting, overall, workflows };
}

/** The health page's first line alone. */
export async function healthState(shop: Shop, at: Date): Promise<string> {
  const overall = await Promise.all(
    SPANS.map(async (days) => span(days, allMails(await mailHealth(pool, shop.shopId, before(at, days))))),
  );
  return stateOf(overall, shop.webhookKey !== null);
}

const nothing: MailHealth = { sent: 0, bounced: 0, complained: 0, unsubscribed: 0 };

const before = (at: Date, days: number): Date => DateTime.fromJSDate(at).minus({ days }).toJSDate();

function span(days: number, health: MailHealth): HealthSpan {
  return { days, sent: health.sent, figures: rates.map((rate) => figure(health, rate)) };
}

function figure(health: MailHealth, rate: HealthRate): HealthFigure {
  const { aim, most } = harmLines[rate];
  const cases = casesOf(health, rate);
  const base = { rate, title: titles[rate], aim, most };
  const of = `${count(cases)} of ${health.sent === 1 ? "1 mail" : `${count(health.sent)} mails`}`;
  if (health.sent < ENOUGH_MAILS) {
    const value = health.sent === 0 ? "–" : "Not enough data yet";
    const detail = health.sent === 0 ? "No mails" : `${of}; a rate is shown from ${ENOUGH_MAILS} on`;
    return { ...base, value, detail, share: null, tone: "unknown" };
  }
  const share = cases / health.sent;
  const tone = most !== null && share >= most ? "bad" : share >= aim ? "watch" : "good";
  return { ...base, value: percentText(share), detail: of, share, tone };
}

function stateOf(overall: readonly HealthSpan[], isReporting: boolean): string {
  if (!isReporting) return "Unknown: SendGrid does not report to Waypost yet.";
  const week = overall[0]?.sent ?? 0;
  const judged = overall.find(({ sent }) => sent >= ENOUGH_MAILS);
  if (!judged) return `Not enough data yet: ${count(overall.at(-1)?.sent ?? 0)} mails in the last 30 days.`;
  const worst =
    judged.figures.find(({ tone }) => tone === "bad") ?? judged.figures.find(({ tone }) => tone === "watch");
  const days = `the last ${judged.days} days`;
  if (!worst) return `Well received: ${count(judged.sent)} mails in ${days}, every rate below its line.`;
  const line = worst.tone === "bad" ? worst.most : worst.aim;
  const mood = worst.tone === "bad" ? "In danger" : "Worth a look";
  return `${mood}: ${worst.title.toLowerCase()} ${worst.value} in ${days}; ${worst.tone === "bad" ? "the line is" : "better is below"} ${percentText(line ?? worst.aim)}.${week === 0 ? " Nothing was sent this week." : ""}`;
}

const count = (value: number): string => value.toLocaleString("en");
