import fc from "fast-check";
import type { PoolClient } from "pg";
import { expect, it } from "vitest";
import { contactsByIds, type PersonalEvent } from "~/contacts/contact-batch";
import { pool, transaction } from "~/db.server";
import type { Event } from "~/events/event";
import { aboutOf, isTriggeredBy, runKey } from "~/workflows/about";
import { branch, days, question, send, subscribed, waitFor } from "~/workflows/define";
import type { WorkflowDefinition } from "~/workflows/definition";
import { explain } from "~/workflows/explain";
import { welcome } from "~/workflows/presets/welcome";
import { runWorkflowsOnEvents, wakeDueRuns } from "~/workflows/run-workflows";
import { aLife, eventOf, type Move } from "./a-life";
import { anId, aPerson, aShopWith, whatIsWritten } from "./a-shop-with";
import { anyWorkflow } from "./any-workflow";
import { later, noon } from "./happenings";

/** What the engine promises holds for what stands in the database, however its work was cut and interrupted. */

/** Moves up to the next look at the timers happen at one moment. */
interface Phase {
  readonly moves: readonly Move[];
  readonly at: Date;
}

const lives = fc
  .tuple(anyWorkflow, anyWorkflow, aLife, fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }))
  .map(([first, second, moves, cuts]) => ({
    definitions: [
      { ...first, id: "first", group: "recovery" as const },
      { ...second, id: "second", group: "recovery" as const, trigger: first.trigger },
    ],
    phases: phasesOf(moves),
    cuts,
  }));

function phasesOf(moves: readonly Move[]): Phase[] {
  const phases: Phase[] = [];
  let now = noon;
  let current: Move[] = [];
  for (const move of moves) {
    if (move.what.kind !== "timers") current.push(move);
    else {
      phases.push({ moves: current, at: now });
      current = [];
      now = later(Math.max(60, move.minutes) / 60, now);
    }
  }
  return [...phases, { moves: current, at: now }];
}

const people = [anId(), anId()];

/** How a shop goes through a life: what it does between two commits, and whether that is interrupted first. */
interface Way {
  readonly cuts: readonly number[];
  /** After how many statements a transaction breaks, before it is tried again; undefined: never. */
  readonly breaks?: readonly number[];
  readonly afterEach?: (shopId: number, told: PersonalEvent) => Promise<void>;
}

async function live(definitions: readonly WorkflowDefinition[], phases: readonly Phase[], way: Way): Promise<number> {
  const shopId = await aShopWith(definitions);
  for (const [index, contactId] of people.entries()) await aPerson(shopId, contactId, index === 0, index);
  const name = definitions[0]?.trigger.event ?? "customer.created";
  let turn = 0;
  const commit = async (work: (sql: PoolClient) => Promise<unknown>) => {
    turn += 1;
    const breakAt = way.breaks?.[turn % way.breaks.length];
    if (breakAt !== undefined) {
      const cut = transaction(async (sql) => {
        await work(breaking(sql, breakAt));
        throw new Error("power cut");
      });
      await expect(cut).rejects.toThrow("power cut");
    }
    await transaction(work);
  };
  for (const { moves, at } of phases) {
    const events = await personalEvents(shopId, moves, name, at);
    for (const batch of batchesOf(events, way.cuts)) {
      await commit((sql) => runWorkflowsOnEvents(sql, shopId, batch, at));
      const [only] = batch;
      if (only) await way.afterEach?.(shopId, only);
    }
    await commit((sql) => wakeDueRuns(sql, shopId, later(1, at), 500));
  }
  return shopId;
}

/** A connection that breaks after some statements. */
function breaking(sql: PoolClient, statements: number): PoolClient {
  let left = statements;
  return new Proxy(sql, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (key !== "query" || typeof value !== "function") return value;
      return (...args: unknown[]) => {
        left -= 1;
        return left < 0 ? Promise.reject(new Error("power cut")) : Reflect.apply(value, target, args);
      };
    },
  });
}

async function personalEvents(
  shopId: number,
  moves: readonly Move[],
  name: Parameters<typeof eventOf>[1],
  at: Date,
): Promise<PersonalEvent[]> {
  const { rows: mails } = await pool.query<{ messageId: string; contactId: string }>(
    `SELECT m.message_id AS "messageId", m.contact_id AS "contactId" FROM messages m JOIN runs r USING (shop_id, run_id)
      WHERE m.shop_id = $1 ORDER BY m.workflow_id, r.key, r.entry, m.step`,
    [shopId],
  );
  const contacts = await transaction((sql) => contactsByIds(sql, shopId, people));
  const personal: PersonalEvent[] = [];
  for (const move of moves) {
    const event = eventOf(move, name, at);
    const mail = mails[move.thing * 5 + (move.what.kind === "mail" ? move.what.step : 0)] ?? mails[0];
    if (move.what.kind === "again") personal.push(...personal.slice(-1));
    else if (event && move.what.kind !== "mail") personal.push(...personalOf(event, people[move.who]));
    else if (event && mail) personal.push(...personalOf(ofMail(event, mail.messageId), mail.contactId));
  }
  return personal;

  function personalOf(event: Event, contactId: string | undefined): PersonalEvent[] {
    const contact = contactId === undefined ? undefined : contacts.get(contactId);
    return contact ? [{ event, contact, contactIds: [contact.contactId] }] : [];
  }
}

function ofMail(event: Event, messageId: string): Event {
  if (event.name === "question.answered") return { ...event, data: { ...event.data, messageId } };
  if (event.name === "email.clicked" || event.name === "email.opened")
    return { ...event, data: { ...event.data, messageId } };
  return event;
}

function batchesOf<T>(items: readonly T[], sizes: readonly number[]): T[][] {
  const batches: T[][] = [];
  for (let from = 0, turn = 0; from < items.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    batches.push(items.slice(from, from + size));
    from += size;
  }
  return batches;
}

it("in one batch, one by one, and cut anyhow, with transactions that break before they are done: the same is written", async () => {
  const written = { runs: 0, messages: 0, effects: 0, decisions: 0 };
  await fc.assert(
    fc.asyncProperty(lives, fc.array(fc.nat(9), { minLength: 1 }), async ({ definitions, phases, cuts }, breaks) => {
      const together = await whatIsWritten(await live(definitions, phases, { cuts: [1_000] }));
      const single = await whatIsWritten(await live(definitions, phases, { cuts: [1] }));
      const broken = await whatIsWritten(await live(definitions, phases, { cuts, breaks }));
      expect(single).toEqual(together);
      expect(broken).toEqual(together);
      written.runs += together.runs.length;
      written.messages += together.messages.length;
      written.effects += together.effects.length;
      written.decisions += together.decisions.length;
    }),
    { numRuns: 120 },
  );
  for (const count of Object.values(written)) expect(count).toBeGreaterThan(20);
}, 60_000);

it("a run that goes on twice within one batch knows at each step what it must", async () => {
  const definition = {
    ...welcome,
    steps: [
      question("style", "welcome", {
        usefulFor: days(2),
        within: days(2),
        answers: [
          { name: "lamps", label: "Lamps", steps: [] },
          { name: "vases", label: "Vases", steps: [] },
        ],
        otherwise: [],
      }),
      waitFor("look", "product.viewed", { atMost: days(9) }),
      branch("agreed", subscribed, { yes: [send("more", "welcome-picks", { usefulFor: days(2) })] }),
    ],
  };
  const move = { minutes: 0, lateMinutes: 0, who: 0, thing: 0, facts: { agreed: true, orders: 0 } };
  const answer = { kind: "mail", name: "question.answered", run: 0, step: 0, answer: 0 } as const;
  const told = phasesOf([
    { ...move, what: { kind: "trigger" } },
    { ...move, what: { kind: "timers" } },
    { ...move, what: answer },
    { ...move, what: { kind: "event", name: "product.viewed" } },
  ]);
  const together = await whatIsWritten(await live([definition], told, { cuts: [1_000] }));
  expect(together.messages).toMatchObject([{ step: "more" }, { step: "style" }]);
  expect(together).toEqual(await whatIsWritten(await live([definition], told, { cuts: [1] })));
});

it("every event that starts a workflow has one explained outcome for it, and every decision a sentence of its own", async () => {
  let triggers = 0;
  await fc.assert(
    fc.asyncProperty(lives, async ({ definitions, phases }) => {
      let before = 0;
      const afterEach = async (shopId: number, { event, contact }: PersonalEvent) => {
        const contactId = contact?.contactId ?? null;
        const decisions = await decisionsOf(shopId);
        const fresh = decisions.slice(before);
        before = decisions.length;
        for (const decision of fresh) expectExplained(decision);
        for (const { id, trigger } of definitions) {
          if (!isTriggeredBy(trigger, event)) continue;
          triggers += 1;
          const key = runKey(trigger, aboutOf(event, []), contactId);
          const own = fresh.filter(({ workflowId }) => workflowId === id);
          const begun = own.filter(({ outcome }) => ["started", "restarted", "not-started"].includes(outcome));
          // Whom the event itself ended does not begin with it.
          const over = own.filter((one) => one.key === key && ["ended", "finished"].includes(one.outcome));
          expect(begun.length > 0 ? begun : over).toHaveLength(1);
        }
      };
      await live(definitions, phases, { cuts: [1], afterEach });
    }),
    { numRuns: 120 },
  );
  expect(triggers).toBeGreaterThan(100);
}, 60_000);

interface Row {
  readonly workflowId: string;
  readonly outcome: string;
  readonly rule: string;
  readonly step: string | null;
  readonly values: Record<string, unknown>;
  /** Of its run. */
  readonly key: string | null;
}

async function decisionsOf(shopId: number): Promise<Row[]> {
  const { rows } = await pool.query<Row>(
    `SELECT d.workflow_id AS "workflowId", d.outcome, d.rule, d.step, d."values", r.key
      FROM decisions d LEFT JOIN runs r USING (shop_id, run_id) WHERE d.shop_id = $1 ORDER BY d.decision_id`,
    [shopId],
  );
  return rows;
}

/** A rule that the words do not know is shown by its name: such a sentence nobody wrote. */
function expectExplained(decision: Row): void {
  const told = explain(decision, (time) => time.toISOString());
  const unknown = explain({ ...decision, rule: "no-such-rule" }, (time) => time.toISOString());
  expect({ decision, told: told.includes("undefined") }).toEqual({ decision, told: false });
  // "ordered" is its own best word.
  if (decision.rule === "ordered" || !unknown.includes("no such rule")) return;
  expect({ decision, told }).not.toEqual({
    decision,
    told: unknown.replace("no such rule", decision.rule.replaceAll(/[.-]/g, " ")),
  });
}
