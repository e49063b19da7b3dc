import { behaviourSql } from "./behaviour-sql";
import { type Binder, binder } from "./binder";
import type { Group, Rule } from "./expression";
import { profileSql } from "./profile-sql";

/** Of which contacts a rule is asked, and at what business time. */
export interface Scope {
  readonly shopId: number;
  readonly at: Date;
  /** Only these contacts; all of the shop's when absent. */
  readonly contactIds?: readonly string[];
}

/** A condition on `contacts c`, to stand after WHERE, and its parameters. `$1` is the shop. */
export interface ContactFilter {
  readonly where: string;
  readonly values: unknown[];
}

/** What a condition comes down to: a test of the contact's own row, or a query for the ids of those who meet it. */
export type Piece =
  | { readonly kind: "row"; readonly sql: string }
  | {
      readonly kind: "ids";
      readonly sql: string /** Whether being in it is what is asked, or not being in it. */;
      readonly isIn: boolean;
    };

/**
 * The contacts of whom a rule holds. Values are bound, never written into the text. Contacts that were merged
 * away are left out.
 *
 * What people did is a query of its own for their ids, joined to contacts once, as a semi-join or an anti-join:
 * it is read once whatever the number of contacts. So that PostgreSQL can do this, no such query stands below an
 * OR, where it would be asked again for each contact: alternatives are put together with UNION ALL instead.
 */
export function compileRule(rule: Group, scope: Scope): ContactFilter {
  const values: unknown[] = [];
  const bind = binder(values);
  bind(scope.shopId, "int");
  const only = scope.contactIds ? bind(scope.contactIds, "uuid[]") : null;
  const compiler: Compiler = { bind, at: scope.at, only };
  return { where: `${ofShop(compiler)} AND ${conjunction(compiler, [plain(rule, true)])}`, values };
}

export interface Compiler {
  readonly bind: Binder;
  readonly at: Date;
  /** The parameter that holds the contacts in question; null when these are all. */
  readonly only: string | null;
}

/** A rule without groups of "none": what each condition comes down to, below ANDs and ORs alone. */
type Plain =
  | { readonly join: "and" | "or"; readonly parts: readonly Plain[] }
  | { readonly join: null; readonly rule: Exclude<Rule, Group>; readonly holds: boolean };

/** By De Morgan's laws: that a group does not hold is said of its parts. */
function plain(rule: Rule, holds: boolean): Plain {
  if (rule.is !== "group") return { join: null, rule, holds };
  const isTold = rule.match === "none" ? !holds : holds;
  const isAnd = (rule.match === "all") === isTold;
  return { join: isAnd ? "and" : "or", parts: rule.rules.map((part) => plain(part, isTold)) };
}

function conjunction(compiler: Compiler, parts: readonly Plain[]): string {
  return parts.map((part) => condition(compiler, part)).join(" AND ");
}

/** A test that may stand beside others under AND. */
function condition(compiler: Compiler, part: Plain): string {
  if (part.join !== null)
    return part.join === "and" ? conjunction(compiler, part.parts) : disjunction(compiler, part.parts);
  const piece = pieceOf(compiler, part);
  return piece.kind === "row" ? piece.sql : isAmong(piece.sql, piece.isIn);
}

function disjunction(compiler: Compiler, parts: readonly Plain[]): string {
  const rows: string[] = [];
  const queries: string[] = [];
  for (const part of parts) {
    const piece = part.join === null ? pieceOf(compiler, part) : null;
    if (piece?.kind === "row") rows.push(piece.sql);
    else if (piece?.isIn) queries.push(piece.sql);
    else queries.push(contactsWhere(compiler, piece ? isAmong(piece.sql, false) : condition(compiler, part)));
  }
  const anyRow = `(${rows.join(" OR ")})`;
  if (queries.length === 0) return anyRow;
  if (rows.length > 0) queries.push(contactsWhere(compiler, anyRow));
  return isAmong(queries.join(" UNION ALL "), true);
}

function pieceOf(compiler: Compiler, { rule, holds }: Extract<Plain, { join: null }>): Piece {
  switch (rule.is) {
    case "did":
    case "reacted":
    case "reported":
    case "spent":
    case "intent":
      return told(behaviourSql(compiler, rule), holds);
    default:
      return told({ kind: "row", sql: profileSql(compiler, rule) }, holds);
  }
}

/** A test of a value that is not known is neither true nor false: it does not hold, and its contrary does. */
function told(piece: Piece, holds: boolean): Piece {
  if (holds) return piece;
  return piece.kind === "row" ? { kind: "row", sql: `(${piece.sql}) IS NOT TRUE` } : { ...piece, isIn: !piece.isIn };
}

function isAmong(query: string, isIn: boolean): string {
  return `${isIn ? "EXISTS" : "NOT EXISTS"} (SELECT FROM (${query}) met WHERE met.contact_id = c.contact_id)`;
}

function contactsWhere(compiler: Compiler, condition: string): string {
  return `SELECT c.contact_id FROM contacts c WHERE ${ofShop(compiler)} AND ${condition}`;
}

function ofShop({ only }: Compiler): string {
  return `c.shop_id = $1 AND c.merged_into IS NULL${only ? ` AND c.contact_id = ANY(${only})` : ""}`;
}
