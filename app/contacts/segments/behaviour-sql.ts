import type { EventName } from "~/events/event";
import { intentHalfLifeDays, intentWeights, intentWindowDays } from "../intent";
import type { Compiler, Piece } from "./compile";
import type { About, Condition, Times, When } from "./expression";

type Behaviour = Extract<Condition, { is: "did" | "reacted" | "reported" | "spent" | "intent" }>;
type Did = Extract<Condition, { is: "did" }>;
type Spent = Extract<Condition, { is: "spent" }>;

/** Who did it, as a query for their ids; where the contact's own totals say it already, as a test of its row. */
export function behaviourSql(compiler: Compiler, condition: Behaviour): Piece {
  switch (condition.is) {
    case "did":
      return condition.what === "ordered" ? ordered(compiler, condition) : happened(compiler, condition);
    case "reacted":
      return counted(
        `FROM events e WHERE ${eventsOf(compiler, reactions[condition.what], condition.when)}`,
        "e",
        condition.times,
        "count(DISTINCT e.data ->> 'messageId')",
        compiler,
      );
    case "reported": {
      const named = `e.data ->> 'name' = ${compiler.bind(condition.event, "text")}`;
      const source = `FROM events e WHERE ${eventsOf(compiler, "custom.happened", condition.when)} AND ${named}`;
      return counted(source, "e", condition.times, "count(*)", compiler);
    }
    case "spent":
      return spent(compiler, condition);
    case "intent":
      return intent(compiler, condition);
  }
}

const reactions = { opened: "email.opened", clicked: "email.clicked" } as const;

/** Viewing, putting in the cart, beginning a checkout. A checkout is told of many times and counts once. */
function happened(compiler: Compiler, { what, about, times, when }: Did): Piece {
  if (what === "checked-out") {
    const line = `line ->> 'productId' ${productsOf(compiler, about)}`;
    const isAbout =
      about.kind === "any"
        ? ""
        : ` AND EXISTS (SELECT FROM jsonb_array_elements(e.data -> 'lines') line WHERE ${line})`;
    const source = `FROM events e WHERE ${eventsOf(compiler, "checkout.updated", when)}${isAbout}`;
    return counted(source, "e", times, "count(DISTINCT e.data ->> 'token')", compiler);
  }
  const isAbout = about.kind === "any" ? "" : ` AND e.data ->> 'productId' ${productsOf(compiler, about)}`;
  const name = what === "viewed" ? "product.viewed" : "product.carted";
  return counted(`FROM events e WHERE ${eventsOf(compiler, name, when)}${isAbout}`, "e", times, "count(*)", compiler);
}

function ordered(compiler: Compiler, { about, times, when }: Did): Piece {
  if (about.kind === "any") {
    const known = orderedByTotals(compiler, times, when);
    if (known) return { kind: "row", sql: known };
  }
  const line = `SELECT FROM order_lines l WHERE l.shop_id = o.shop_id AND l.order_id = o.order_id AND l.product_id`;
  const isAbout = about.kind === "any" ? "" : ` AND EXISTS (${line} ${productsOf(compiler, about)})`;
  return counted(`FROM orders o WHERE ${ordersOf(compiler, when)}${isAbout}`, "o", times, "count(*)", compiler);
}

/** What the contact's totals (order-totals.ts) say of "how often", ever, and of "at all", in a time; else null. */
function orderedByTotals({ bind, at }: Compiler, { at: bound, count }: Times, when: When): string | null {
  if (when.in === "ever") return `c.orders_count ${comparison[bound]} ${bind(count, "int")}`;
  const isAtLeastOnce = bound === "least" && count === 1;
  const isNever = bound !== "least" && count === 0;
  if (!isAtLeastOnce && !isNever) return null;
  const day = bind(daysBefore(at, when.days), "timestamptz");
  const isAtAll = when.in === "last" ? `c.last_order_at >= ${day}` : `c.first_order_at < ${day}`;
  return isNever ? `(${isAtAll}) IS NOT TRUE` : isAtAll;
}

const comparison = { least: ">=", most: "<=", exactly: "=" } as const;

function spent(compiler: Compiler, { at, amountMinor, about, when }: Spent): Piece {
  const amount = compiler.bind(amountMinor, "bigint");
  if (about.kind === "any" && when.in === "ever")
    return { kind: "row", sql: `c.spent_minor ${comparison[at]} ${amount}` };
  const source =
    about.kind === "any"
      ? `FROM orders o WHERE ${ordersOf(compiler, when)}`
      : `FROM orders o JOIN order_lines l ON l.shop_id = o.shop_id AND l.order_id = o.order_id
         WHERE ${ordersOf(compiler, when)} AND l.product_id ${productsOf(compiler, about)}`;
  return summed(
    source,
    "o",
    about.kind === "any" ? "sum(o.total_minor)" : "sum(l.quantity * l.price_minor)",
    at,
    amount,
  );
}

/** The sum that intent.ts explains, over what happened in its window. */
function intent(compiler: Compiler, { at, score }: Extract<Condition, { is: "intent" }>): Piece {
  const { bind } = compiler;
  const names = bind(Object.keys(intentWeights), "text[]");
  const since = bind(daysBefore(compiler.at, intentWindowDays), "timestamptz");
  const until = bind(compiler.at, "timestamptz");
  const source = `FROM events e
    WHERE e.shop_id = $1 AND e.name = ANY(${names}) AND e.occurred_at BETWEEN ${since} AND ${until}${among(compiler, "e")}`;
  const points = Object.entries(intentWeights).map(
    ([name, points]) => `WHEN ${bind(name, "text")} THEN ${bind(points, "float8")}`,
  );
  const age = `extract(epoch FROM ${until} - e.occurred_at)::float8 / ${bind(intentHalfLifeDays * 86_400, "float8")}`;
  const total = `sum(CASE e.name ${points.join(" ")} END * power(0.5, ${age}))`;
  return summed(source, "e", total, at, bind(score, "float8"));
}

/** Who did it so many times. "At most" is told as "not more", so that who never did it is among them. */
function counted(source: string, table: string, times: Times, count: string, { bind }: Compiler): Piece {
  const { at, count: wanted } = times;
  const atLeast = (least: number) =>
    least === 1
      ? `SELECT ${table}.contact_id ${source}`
      : `SELECT ${table}.contact_id ${source} GROUP BY 1 HAVING ${count} >= ${bind(least, "int")}`;
  if (at === "least") return { kind: "ids", sql: atLeast(wanted), isIn: true };
  if (at === "most" || wanted === 0) return { kind: "ids", sql: atLeast(wanted + 1), isIn: false };
  const exactly = `SELECT ${table}.contact_id ${source} GROUP BY 1 HAVING ${count} = ${bind(wanted, "int")}`;
  return { kind: "ids", sql: exactly, isIn: true };
}

/** Whose sum is so large; "at most" is again "not more". */
function summed(source: string, table: string, sum: string, at: "least" | "most", bound: string): Piece {
  const sql = `SELECT ${table}.contact_id ${source} GROUP BY 1 HAVING ${sum} ${at === "least" ? ">=" : ">"} ${bound}`;
  return { kind: "ids", sql, isIn: at === "least" };
}

function eventsOf(compiler: Compiler, name: EventName, when: When): string {
  const named = `e.name = ${compiler.bind(name, "text")}`;
  return `e.shop_id = $1 AND ${named}${within(compiler, "e.occurred_at", when)}${among(compiler, "e")}`;
}

function ordersOf(compiler: Compiler, when: When): string {
  return `o.shop_id = $1 AND o.cancelled_at IS NULL${within(compiler, "o.placed_at", when)}${among(compiler, "o")}`;
}

function within({ bind, at }: Compiler, column: string, when: When): string {
  if (when.in === "ever") return "";
  return ` AND ${column} ${when.in === "last" ? ">=" : "<"} ${bind(daysBefore(at, when.days), "timestamptz")}`;
}

function among({ only }: Compiler, table: string): string {
  return only ? ` AND ${table}.contact_id = ANY(${only})` : "";
}

/** "is one of these products", to stand behind a product's id. */
function productsOf({ bind }: Compiler, about: About): string {
  if (about.kind === "any") return "IS NOT NULL";
  if (about.kind === "product")
    return `= ANY(${bind(
      about.of.map(({ id }) => id),
      "text[]",
    )})`;
  const column = about.kind === "collection" ? "collections" : "tags";
  return `IN (SELECT p.product_id FROM products p WHERE p.shop_id = $1 AND p.${column} && ${bind(about.of, "text[]")})`;
}

function daysBefore(at: Date, days: number): Date {
  return new Date(at.getTime() - days * 86_400_000);
}
