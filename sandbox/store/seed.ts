import { shopIdentity } from "../shop-identity";
import { catalogue, collections } from "./catalogue";
import { idBase } from "./id-base";
import { seedCustomers } from "./seed-customers";
import { seedOrders } from "./seed-orders";
import { seededChance } from "./seeded-random";
import type { Collection, Product, StoreState } from "./types";

/** Of StoreState: raised whenever a saved state can no longer be read. */
export const stateVersion = 4;

const DAY = 86_400_000;

export interface SeedSize {
  readonly customers: number;
  readonly orders: number;
  /** How far the orders reach back. */
  readonly days: number;
}

/** Enough for every part to have something, and quick to read: for tests. */
export const smallStore: SeedSize = { customers: 200, orders: 400, days: 60 };
/** Two years of a shop that people come back to: for the demo. */
export const largeStore: SeedSize = { customers: 6_000, orders: 14_000, days: 730 };

/** A shop with a past, the same on every machine but for the dates, which end at `today`. */
export function seedState(today: Date, size: SeedSize = smallStore): StoreState {
  const chance = seededChance(1838);
  const ago = (days: number) => new Date(today.getTime() - days * DAY).toISOString();
  const products = catalogue.map((entry, index): Product => {
    const id = String(idBase.product + (index + 1) * 1009);
    return {
      id,
      handle: entry.handle,
      title: entry.title,
      description: entry.description,
      vendor: entry.vendor,
      type: entry.type,
      tags: entry.tags,
      status: entry.isDraft ? "DRAFT" : "ACTIVE",
      publishedAt: entry.isDraft ? null : ago(300 - index * 6),
      createdAt: ago(320 - index * 6),
      updatedAt: ago(3 + (index % 5)),
      optionName: entry.option,
      collections: entry.collections,
      picture: entry.picture,
      variants: entry.variants.map(([title, price, stock], place) => ({
        id: String(idBase.variant + (index + 1) * 1013 + place),
        inventoryItemId: String(idBase.variant + 5e9 + (index + 1) * 1013 + place),
        title,
        sku: `LL-${String(index + 1).padStart(3, "0")}${entry.variants.length > 1 ? `-${place + 1}` : ""}`,
        position: place + 1,
        grams: 400,
        priceMinor: price * 100,
        compareAtMinor: entry.compareAt === null ? null : entry.compareAt * 100,
        stock,
      })),
    };
  });
  const customers = seedCustomers(chance, today, size);
  return {
    version: stateVersion,
    shop: {
      id: "61234567890",
      name: shopIdentity.name,
      domain: shopIdentity.domain,
      email: "hello@lantern-lane.example",
      ownerName: "Marta Lindqvist",
      currency: "EUR",
      timezone: shopIdentity.timeZone,
      address: {
        id: "1",
        firstName: "Lantern",
        lastName: "& Lane",
        address1: "Weserstraße 28",
        city: "Berlin",
        zip: "12045",
        country: "Germany",
        countryCode: "DE",
      },
      createdAt: ago(900),
    },
    collections: collections.map(
      (entry, index): Collection => ({
        id: String(idBase.collection + (index + 1) * 101),
        handle: entry.handle,
        title: entry.title,
        description: entry.description,
        updatedAt: ago(10),
      }),
    ),
    products,
    customers,
    orders: seedOrders(chance, today, products, customers, size),
    carts: [],
    checkouts: [],
    discounts: [],
    tokens: [],
    nextNumber: 1,
  };
}
