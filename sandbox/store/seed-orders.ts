import { baskets } from "./catalogue";
import { idBase } from "./id-base";
import type { SeedSize } from "./seed";
import type { Chance } from "./seeded-random";
import type { Customer, Order, OrderLine, Product } from "./types";

const DAY = 86_400_000;

/** The shop's past orders, oldest first. What goes together was bought together; some were cancelled or given back. */
export function seedOrders(
  chance: Chance,
  today: Date,
  products: readonly Product[],
  customers: readonly Customer[],
  size: SeedSize,
): Order[] {
  const byHandle = new Map(products.map((product) => [product.handle, product]));
  const sold = products.filter((product) => product.status === "ACTIVE");
  return visits(chance, today, customers, size).map(({ customer, moment }, index) => {
    const [lead, ...others] = chance.weighted(baskets);
    const handles = new Set([lead, ...others.filter((_, place) => chance.happens(0.62 - place * 0.17))]);
    if (chance.happens(0.12)) handles.add(chance.pick(sold).handle);
    const bought = [...handles].flatMap((handle) => byHandle.get(handle ?? "") ?? []);
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
    const createdAt = new Date(moment).toISOString();
    const isCancelled = chance.happens(0.02);
    const isReturned = chance.happens(0.03);
    const goods = lines.reduce((sum, line) => sum + line.priceMinor * line.quantity, 0);
    const changedAt = new Date(Math.min(moment + 3 * DAY, today.getTime())).toISOString();
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
      refundedMinor: isCancelled ? goods + 490 : isReturned ? (lines[0]?.priceMinor ?? 0) : 0,
      lines,
      createdAt,
      updatedAt: isCancelled || isReturned ? changedAt : createdAt,
      cancelledAt: isCancelled ? changedAt : null,
      fulfilledAt: null,
    };
  });
}

/**
 * Who orders when: each comes back at a pace of their own until one day they do not, so that there are loyal
 * and lapsed customers as in any shop (the story that Schmittlein's Pareto/NBD model tells).
 */
function visits(chance: Chance, today: Date, customers: readonly Customer[], size: SeedSize) {
  const oldest = today.getTime() - size.days * 0.99 * DAY;
  const found: { customer: Customer; moment: number }[] = [];
  while (found.length < size.orders) {
    const customer = chance.pick(customers);
    const createdAt = Date.parse(customer.createdAt);
    const paceDays = 15 + 75 * chance.next();
    let moment = createdAt > oldest ? createdAt : oldest + chance.next() * (today.getTime() - oldest);
    do {
      found.push({ customer, moment });
      moment += -Math.log(1 - chance.next()) * paceDays * DAY;
    } while (moment < today.getTime() && chance.happens(0.75));
  }
  return found.sort((a, b) => a.moment - b.moment).slice(-size.orders);
}

function hexToken(chance: Chance): string {
  const part = () => chance.between(0, 0xffff_ffff).toString(16).padStart(8, "0");
  return `${part()}${part()}${part()}${part()}`;
}
