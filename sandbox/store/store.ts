import { randomBytes } from "node:crypto";
import { now } from "~/clock";
import { minorUnits } from "~/events/money";
import { type SeedSize, seedState, smallStore } from "./seed";
import { openStateFile, type StateFile } from "./state-file";
import type { Customer, Line, Product, StoreState, Variant } from "./types";

/** The one shop behind GraphQL, webhooks and storefront. Whoever changes its state calls `changed`. */
export interface Store {
  readonly state: StoreState;
  /** By handle, by id, or what a variant belongs to. Each throws where a caller named something that is not there. */
  product(handle: string): Product;
  variant(id: string): { readonly product: Product; readonly variant: Variant };
  /** What a shopper who asks for this product gets: the first variant in stock, else the first. */
  offeredVariant(handle: string): Variant;
  customerByEmail(email: string): Customer | null;
  /** The sum of the lines at today's prices, in minor units. */
  linesTotal(lines: readonly Line[]): number;
  /** A new id for a kind of thing, above all that were seeded. */
  newId(base: number): string;
  /** Gives every variant of a product this many pieces. */
  setStock(handle: string, pieces: number): void;
  /** Gives every variant of a product this price, a decimal text such as "19.90". */
  setPrice(handle: string, amount: string): void;
  /** Says that the state was changed, so that it is saved. */
  changed(): void;
  close(): Promise<void>;
}

/** Opens the shop kept in `dataFolder`, or a freshly seeded one of `size`; null keeps it in memory only. */
export async function openStore(dataFolder: string | null, size: SeedSize = smallStore): Promise<Store> {
  const file: StateFile | null = dataFolder === null ? null : openStateFile(dataFolder);
  const state: StoreState = (await file?.load()) ?? seedState(now(), size);
  const changed = () => file?.saveSoon(state);

  const product = (handle: string): Product => {
    const found = state.products.find((candidate) => candidate.handle === handle);
    if (!found) throw new Error(`The sandbox shop sells no "${handle}".`);
    return found;
  };
  const variant = (id: string) => {
    for (const candidate of state.products) {
      const found = candidate.variants.find((one) => one.id === id);
      if (found) return { product: candidate, variant: found };
    }
    throw new Error(`The sandbox shop has no variant ${id}.`);
  };
  const change = (handle: string, apply: (variant: Variant) => void) => {
    const changing = product(handle);
    changing.variants.forEach(apply);
    changing.updatedAt = now().toISOString();
    changed();
  };

  return {
    state,
    product,
    variant,
    changed,
    offeredVariant(handle) {
      const { variants } = product(handle);
      const offered = variants.find((one) => one.stock > 0) ?? variants[0];
      if (!offered) throw new Error(`"${handle}" has no variant.`);
      return offered;
    },
    customerByEmail(email) {
      const wanted = email.trim().toLowerCase();
      return state.customers.find((customer) => customer.email.toLowerCase() === wanted) ?? null;
    },
    linesTotal: (lines) =>
      lines.reduce((sum, line) => sum + variant(line.variantId).variant.priceMinor * line.quantity, 0),
    newId: (base) => String(base + 9e8 + 1000 * state.nextNumber++),
    setStock: (handle, pieces) =>
      change(handle, (one) => {
        one.stock = pieces;
      }),
    setPrice: (handle, amount) =>
      change(handle, (one) => {
        one.priceMinor = minorUnits(amount, state.shop.currency);
      }),
    close: async () => file?.close(),
  };
}

/** A token as Shopify makes them for carts and checkouts: 32 hexadecimal digits. */
export function newToken(): string {
  return randomBytes(16).toString("hex");
}
