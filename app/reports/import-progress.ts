import type { Import, Shop } from "@prisma/client";
import { type ImportKind, importKinds } from "~/ask-for-import";
import { db } from "~/db.server";

/** How far the reading of one kind of thing is, in a merchant's words. */
export interface KindProgress {
  readonly kind: ImportKind;
  /** "Reading your customers", once read "Customers". */
  readonly title: string;
  /** "2,000 of 6,000 customers". */
  readonly detail: string;
  readonly percent: number;
  readonly isDone: boolean;
  /** What is in the way; null while all is well. */
  readonly problem: string | null;
}

export interface ImportProgress {
  readonly kinds: readonly KindProgress[];
  readonly isDone: boolean;
  readonly isInTrouble: boolean;
  /** Business time; null until all was read once. */
  readonly finishedAt: Date | null;
  /** What the merchant may miss, and why; null when nothing is. */
  readonly reach: string | null;
}

/** How far the reading of a store is; null for one whose reading was never asked for. */
export async function importProgress({ shopId, scopes, scopesAt }: Shop): Promise<ImportProgress | null> {
  const rows = await db.import.findMany({ where: { shopId } });
  const imports = importKinds.flatMap((kind) => rows.filter((row) => row.kind === kind).map((row) => ({ kind, row })));
  if (imports.length === 0) return null;
  const kinds = imports.map(({ kind, row }, index) => {
    const comesAfter = imports.slice(0, index).find(({ row }) => row.finishedAt === null && row.error === null);
    return kindProgress(kind, row, comesAfter?.kind ?? null);
  });
  const finished = imports.flatMap(({ row }) => row.finishedAt ?? []);
  return {
    kinds,
    isDone: kinds.every(({ isDone }) => isDone),
    isInTrouble: kinds.some(({ problem }) => problem !== null),
    finishedAt:
      finished.length === imports.length ? (finished.sort((a, b) => a.getTime() - b.getTime()).at(-1) ?? null) : null,
    reach:
      scopesAt !== null && !scopes.includes("read_all_orders")
        ? "Shopify lets Waypost see the orders of the last 60 days; older ones it shows only with its approval."
        : null,
  };
}

const words = {
  products: { one: "product", many: "products" },
  customers: { one: "customer", many: "customers" },
  orders: { one: "order", many: "orders" },
} as const;

const count = new Intl.NumberFormat("en");

function kindProgress(kind: ImportKind, row: Import, comesAfter: ImportKind | null): KindProgress {
  const things = (number: number) => `${count.format(number)} ${number === 1 ? words[kind].one : words[kind].many}`;
  // A catalogue that is read again every hour was read all the same.
  const isDone = row.finishedAt !== null;
  const name = words[kind].many;
  const { doneItems, totalItems, doneLines, totalLines, leftOut } = row;
  return {
    kind,
    title: isDone ? `${name.charAt(0).toUpperCase()}${name.slice(1)}` : `Reading your ${name}`,
    detail: isDone ? doneText() : underWay(),
    percent: isDone ? 100 : row.status === "reading" && totalLines ? Math.min(99, (100 * doneLines) / totalLines) : 0,
    isDone,
    problem: row.error,
  };

  function doneText(): string {
    // While a catalogue is read again, how many there are is not known.
    const read = row.status === "done" ? `${things(doneItems)} read` : `${name} are being read again`;
    return leftOut > 0 ? `${read}; ${count.format(leftOut)} could not be kept` : read;
  }

  function underWay(): string {
    if (row.status !== "reading") {
      return row.status === "asked" && totalLines
        ? `Shopify is writing them down, ${count.format(totalLines)} entries so far`
        : "Shopify is writing them down";
    }
    if (comesAfter) return `${things(totalItems ?? 0)}, after your ${words[comesAfter].many}`;
    return `${count.format(doneItems)} of ${things(totalItems ?? 0)}`;
  }
}
