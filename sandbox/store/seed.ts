import { shopIdentity } from "../shop-identity";
import { baskets, catalogue, collections } from "./catalogue";
import { firstNames, homes, lastNames } from "./people";
import { type Chance, seededChance } from "./seeded-random";
import type { Address, Collection, Customer, Order, OrderLine, Product, StoreState } from "./types";

/** Of StoreState: raised whenever a saved state can no longer be read. */
export const stateVersion = 1;

const DAY = 86_400_000;
const CUSTOMERS = 200;
const ORDERS = 400;

/** Shopify's ids are 13 or 14 digits; ours begin where no two kinds meet, so that a mix-up shows. */
export const idBase = { collection: 4_400e8, product: 8_800e9, variant: 4_700e10, customer: 7_700e9, order: 5_900e9 };

/** A shop with sixty days behind it, the same on every machine but for the dates, which end at `today`. */
export function seedState(today: Date): StoreState {
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
  const customers = Array.from({ length: CUSTOMERS }, (_, index) => seedCustomer(chance, index, ago));
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
      address: address("1", "Lantern", "& Lane", "Weserstraße 28", "12045", "Berlin"),
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
    orders: seedOrders(chance, today, products, customers),
    carts: [],
    checkouts: [],
    tokens: [],
    nextNumber: 1,
  };
}

function seedCustomer(chance: Chance, index: number, ago: (days: number) => string): Customer {
  const firstName = firstNames[index % firstNames.length] ?? "Ada";
  const lastName = lastNames[Math.floor(index / firstNames.length + index * 7) % lastNames.length] ?? "Berg";
  const [city, zip, street, country, countryCode, locale] = chance.pick(homes);
  const createdAt = ago(chance.between(61, 400) + chance.next());
  const state = chance.weighted([
    ["SUBSCRIBED", 58],
    ["NOT_SUBSCRIBED", 30],
    ["UNSUBSCRIBED", 9],
    ["PENDING", 3],
  ] as const);
  const id = String(idBase.customer + (index + 1) * 997);
  const name = `${firstName}.${lastName}`
    .normalize("NFD")
    .replace(/[^a-z.]/gi, "")
    .toLowerCase();
  return {
    id,
    email: `${name}${index}@example.com`,
    firstName,
    lastName,
    locale,
    tags: index % 25 === 0 ? ["vip"] : [],
    address: {
      ...address(String(Number(id) + 1), firstName, lastName, `${street} ${chance.between(1, 90)}`, zip, city),
      country,
      countryCode,
    },
    createdAt,
    updatedAt: createdAt,
    consent: {
      state,
      optInLevel: state === "NOT_SUBSCRIBED" ? null : "SINGLE_OPT_IN",
      updatedAt: state === "NOT_SUBSCRIBED" ? null : createdAt,
    },
  };
}

function seedOrders(
  chance: Chance,
  today: Date,
  products: readonly Product[],
  customers: readonly Customer[],
): Order[] {
  const byHandle = new Map(products.map((product) => [product.handle, product]));
  const sold = products.filter((product) => product.status === "ACTIVE");
  const regulars = customers.slice(0, 140);
  const moments = Array.from({ length: ORDERS }, () => today.getTime() - chance.next() * 59.5 * DAY).sort(
    (a, b) => a - b,
  );
  return moments.map((moment, index) => {
    const [lead, ...others] = chance.weighted(baskets);
    const handles = new Set([lead, ...others.filter((_, place) => chance.happens(0.62 - place * 0.17))]);
    if (chance.happens(0.12)) handles.add(chance.pick(sold).handle);
    const bought = [...handles].flatMap((handle) => byHandle.get(handle ?? "") ?? []);
    const customer = chance.pick(chance.happens(0.8) ? regulars : customers);
    const createdAt = new Date(moment).toISOString();
    const lines = bought.map((product, place): OrderLine => {
      const variant = chance.pick(product.variants);
      return {
        id: String(idBase.order + 8e9 + index * 20 + place),
        productId: product.id,
        variantId: variant.id,
        title: product.title,
        variantTitle: variant.title === "Default Title" ? null : variant.title,
        sku: variant.sku,
        vendor: product.vendor,
        grams: variant.grams,
        quantity: chance.happens(0.2) ? 2 : 1,
        priceMinor: variant.priceMinor,
      };
    });
    return {
      id: String(idBase.order + (index + 1) * 991),
      number: 1001 + index,
      token: hexToken(chance),
      email: customer.email,
      customerId: customer.id,
      checkoutToken: hexToken(chance),
      cartToken: hexToken(chance),
      sourceName: chance.happens(0.05) ? "pos" : "web",
      locale: customer.locale,
      acceptsMarketing: customer.consent.state === "SUBSCRIBED",
      address: customer.address,
      shippingMinor: 490,
      lines,
      createdAt,
      updatedAt: createdAt,
      cancelledAt: chance.happens(0.02) ? createdAt : null,
    };
  });
}

function hexToken(chance: Chance): string {
  return Array.from({ length: 32 }, () => chance.between(0, 15).toString(16)).join("");
}

function address(
  id: string,
  firstName: string,
  lastName: string,
  address1: string,
  zip: string,
  city: string,
): Address {
  return { id, firstName, lastName, address1, city, zip, country: "Germany", countryCode: "DE" };
}
