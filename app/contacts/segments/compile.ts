import type { PoolClient } from "pg";
import { behaviourSql } from "./behaviour-sql";
import { type Binder, binder } from "./binder";
import type { Condition, Group, Rule } from "./expression";
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

/** What a condition comes down to. */
export type Piece =
  /** A test of the contact's own row. */
  | { readonly kind: "row"; readonly sql: string }
  /** A query for the ids of contacts; the condition holds of these, or of all others. */
  | { readonly kind: "ids"; readonly sql: string; readonly isIn: boolean };

/**
 * The contacts of whom a rule holds. Values are bound, never written into the text. Contacts that were merged
 * away are left out.
 *
 * What people did is a query of its own for their ids, which PostgreSQL answers once, whatever the number of
 * contacts: joined to them under AND, and looked up in a hash table under OR. For that table to be small enough
 * each id is in it once there, and `withRoom` should have been called when all of a shop is asked.
 */
export function compileRule(rule: Group, scope: Scope): ContactFilter {
  const values: unknown[] = [];
  const bind = binder(values);
  bind(scope.shopId, "int");
  const only = scope.contactIds ? bind(scope.contactIds, "uuid[]") : null;
  const among = only ? ` AND c.contact_id = ANY(${only})` : "";
  const asked = condition({ bind, at: scope.at, only }, rule, true);
  return { where: `c.shop_id = $1 AND c.merged_into IS NULL${among} AND ${asked}`, values };
}

export interface Compiler {
  readonly bind: Binder;
  readonly at: Date;
  /** The parameter that holds the contacts in question; null when these are all. */
  readonly only: string | null;
}

/** Lets this transaction's queries over a whole shop work in memory: 64 MB a step, where 4 are usual. */
export async function withRoom(sql: PoolClient): Promise<void> {
  await sql.query("SET LOCAL work_mem = '64MB'");
}

/**
 * That a rule holds, or that it does not. By De Morgan's laws what is said of a group is said of its parts, so
 * that no NOT stands before a query that could be joined.
 */
function condition(compiler: Compiler, rule: Rule, holds: boolean, isBelowOr = false): string {
  if (rule.is !== "group") return test(pieceOf(compiler, rule), holds, isBelowOr);
  const isSaidOfParts = rule.match === "none" ? !holds : holds;
  const isAnd = rule.rules.length === 1 || (rule.match === "all") === isSaidOfParts;
  const parts = rule.rules.map((part) => condition(compiler, part, isSaidOfParts, isBelowOr || !isAnd));
  return `(${parts.join(isAnd ? " AND " : " OR ")})`;
}

function pieceOf(compiler: Compiler, rule: Condition): Piece {
  switch (rule.is) {
    case "did":
    case "reacted":
    case "reported":
    case "spent":
    case "intent":
      return behaviourSql(compiler, rule);
    default:
      return { kind: "row", sql: profileSql(compiler, rule) };
  }
}

/** A test of a value that is not known is neither true nor false: it does not hold, and its contrary does. */
function test(piece: Piece, holds: boolean, isBelowOr: boolean): string {
  if (piece.kind === "row") return holds ? piece.sql : `(${piece.sql}) IS NOT TRUE`;
  const ids = isBelowOr ? `SELECT DISTINCT contact_id FROM (${piece.sql}) every` : piece.sql;
  return `${piece.isIn === holds ? "EXISTS" : "NOT EXISTS"} (SELECT FROM (${ids}) met WHERE met.contact_id = c.contact_id)`;
}
