import { now } from "~/clock";
import type { SandboxContext } from "../context";
import { cartPayload } from "../shopify/payloads/cart-payload";
import { checkoutPayload } from "../shopify/payloads/checkout-payload";
import { consentPayload, customerPayload } from "../shopify/payloads/customer-payload";
import { orderPayload } from "../shopify/payloads/order-payload";
import { tellStock } from "../shopify/tell-stock";
import type { Webhooks } from "../shopify/webhooks";
import { applyCode } from "../store/discounts";
import { idBase } from "../store/id-base";
import { newToken, type Store } from "../store/store";
import type { Address, Cart, Checkout, Customer, Line, Order } from "../store/types";
import { orderLine } from "./order-line";

/** So many of a product: of this variant, else of the first one in stock. */
export interface Wanted {
  readonly handle: string;
  readonly variantId?: string;
  readonly quantity: number;
}

export interface CheckoutStart {
  readonly email: string | null;
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly acceptsMarketing: boolean;
  readonly lines: readonly Wanted[];
  readonly locale?: string;
  /** "web" unless told: "pos", "shopify_draft_order", … */
  readonly sourceName?: string;
}

export interface CheckoutChanges {
  readonly email?: string;
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly acceptsMarketing?: boolean;
  readonly lines?: readonly Wanted[];
  readonly address?: Omit<Address, "id" | "firstName" | "lastName">;
}

export interface Placed {
  readonly orderId: string;
  /** "#1402". */
  readonly orderName: string;
  readonly customerId: string | null;
}

/** What shoppers do, each with the webhooks that Shopify would send. The storefront's pages call these too. */
export interface Shopper {
  beginCheckout(start: CheckoutStart): { readonly token: string; readonly cartToken: string };
  /** Begins a checkout from a cart of the storefront. */
  checkOutCart(cart: Cart, start: Omit<CheckoutStart, "lines">): Checkout;
  updateCheckout(token: string, changes: CheckoutChanges): void;
  /** Puts these, and nothing else, in a cart: that of a checkout, say, or a new one. Returns its token. */
  changeCart(token: string | null, lines: readonly Wanted[]): string;
  /** The same with a cart of the storefront. */
  fillCart(cart: Cart, lines: Line[]): void;
  /** Pays: an order, and a customer where there was none. Another e-mail than the checkout's may be given. */
  /** Enters a discount code; an empty one takes it out again. Throws where the code holds for nothing. */
  enterCode(token: string, code: string): void;
  buy(token: string, paying?: { readonly email?: string }): Placed;
  /** An order that no checkout led to: at the till, by telephone, a subscription. */
  orderElsewhere(order: {
    readonly email: string | null;
    readonly customerId?: string;
    readonly lines: readonly Wanted[];
    readonly sourceName: string;
  }): Placed;
  checkout(token: string): Checkout;
}

/** What delivery costs, whatever is ordered. */
export const shippingMinor = 490;

/** A shopper in front of this store. */
export function createShopper(store: Store, context: Pick<SandboxContext, "url">, webhooks: Webhooks): Shopper {
  const { state } = store;

  const checkout = (token: string): Checkout => {
    const found = state.checkouts.find((candidate) => candidate.token === token);
    if (!found) throw new Error(`The sandbox shop has no checkout ${token}.`);
    return found;
  };
  const chosen = (wanted: readonly Wanted[]): Line[] =>
    wanted.map(({ handle, variantId, quantity }) => ({
      variantId: variantId ?? store.offeredVariant(handle).id,
      quantity,
    }));
  const tell = (topic: "checkouts/create" | "checkouts/update", about: Checkout) => {
    store.changed();
    webhooks.send(topic, checkoutPayload(store, about, context.url));
  };

  function fillCart(cart: Cart, lines: Line[]): void {
    // As since 2026-10-12: what changes nothing is not told.
    if (JSON.stringify(lines) === JSON.stringify(cart.lines)) return;
    const topic = cart.isTold ? "carts/update" : "carts/create";
    Object.assign(cart, { lines, updatedAt: now().toISOString(), isTold: true });
    store.changed();
    webhooks.send(topic, cartPayload(store, cart));
  }

  function open(cart: Cart, start: Omit<CheckoutStart, "lines">): Checkout {
    const time = now().toISOString();
    const opened: Checkout = {
      token: newToken(),
      cartToken: cart.token,
      recoveryKey: newToken(),
      name: `#${30_000_000_000_000 + state.nextNumber++}`,
      locale: start.locale ?? "en",
      sourceName: start.sourceName ?? "web",
      createdAt: time,
      updatedAt: time,
      completedAt: null,
      email: start.email,
      firstName: start.firstName ?? null,
      lastName: start.lastName ?? null,
      acceptsMarketing: start.acceptsMarketing,
      address: null,
      lines: cart.lines,
    };
    state.checkouts.push(opened);
    tell("checkouts/create", opened);
    return opened;
  }

  function place(
    order: Omit<
      Order,
      "id" | "number" | "token" | "createdAt" | "updatedAt" | "cancelledAt" | "fulfilledAt" | "refundedMinor" | "lines"
    >,
    lines: readonly Line[],
  ) {
    const time = now().toISOString();
    const placed: Order = {
      ...order,
      id: store.newId(idBase.order),
      number: Math.max(1000, ...state.orders.map(({ number }) => number)) + 1,
      token: newToken(),
      createdAt: time,
      updatedAt: time,
      cancelledAt: null,
      fulfilledAt: null,
      refundedMinor: 0,
      lines: lines.map((line) => orderLine(store, line)),
    };
    for (const { variantId, quantity } of lines) store.variant(variantId).variant.stock -= quantity;
    state.orders.push(placed);
    store.changed();
    webhooks.send("orders/create", orderPayload(store, placed, context.url));
    tellStock(
      store,
      context,
      webhooks,
      lines.map(({ variantId }) => variantId),
    );
    return { orderId: placed.id, orderName: `#${placed.number}`, customerId: placed.customerId };
  }

  function welcome(email: string, from: Checkout): Customer {
    const known = store.customerByEmail(email);
    const time = now().toISOString();
    const customer: Customer = known ?? {
      id: store.newId(idBase.customer),
      email: email.trim().toLowerCase(),
      firstName: from.firstName,
      lastName: from.lastName,
      locale: from.locale,
      tags: [],
      address: from.address,
      createdAt: time,
      updatedAt: time,
      consent: { state: "NOT_SUBSCRIBED", optInLevel: null, updatedAt: null },
    };
    if (!known) {
      state.customers.push(customer);
      webhooks.send("customers/create", customerPayload(customer, state.shop));
    }
    // An unticked box takes nothing back: it only did not ask again.
    if (from.acceptsMarketing && customer.consent.state !== "SUBSCRIBED") {
      customer.consent = { state: "SUBSCRIBED", optInLevel: "SINGLE_OPT_IN", updatedAt: time };
      customer.updatedAt = time;
      webhooks.send("customers_email_marketing_consent/update", consentPayload(customer, state.shop));
    }
    return customer;
  }

  return {
    checkout,
    checkOutCart: open,
    fillCart,
    changeCart(token, lines) {
      const time = now().toISOString();
      const known = state.carts.find((cart) => cart.token === token);
      if (token !== null && !known) throw new Error(`The sandbox shop has no cart ${token}.`);
      const cart: Cart = known ?? { token: newToken(), createdAt: time, updatedAt: time, lines: [], isTold: false };
      if (!known) state.carts.push(cart);
      fillCart(cart, chosen(lines));
      return cart.token;
    },
    beginCheckout({ lines, ...start }) {
      const time = now().toISOString();
      const cart: Cart = { token: newToken(), createdAt: time, updatedAt: time, lines: chosen(lines), isTold: true };
      state.carts.push(cart);
      return { token: open(cart, start).token, cartToken: cart.token };
    },
    updateCheckout(token, { lines, address, ...changes }) {
      const changing = checkout(token);
      Object.assign(changing, changes, lines && { lines: chosen(lines) });
      if (address) {
        const { firstName, lastName } = changing;
        changing.address = {
          id: store.newId(idBase.customer),
          firstName: firstName ?? "",
          lastName: lastName ?? "",
          ...address,
        };
      }
      changing.updatedAt = now().toISOString();
      tell("checkouts/update", changing);
    },
    enterCode(token, code) {
      const changing = checkout(token);
      const applied = code.trim() === "" ? null : applyCode(store, code, changing.lines);
      changing.discountCode = applied?.code ?? null;
      changing.updatedAt = now().toISOString();
      tell("checkouts/update", changing);
    },
    buy(token, { email: otherEmail } = {}) {
      const paid = checkout(token);
      if (paid.completedAt !== null) throw new Error(`Checkout ${token} has been paid already.`);
      const email = otherEmail ?? paid.email;
      if (email === null) throw new Error(`Checkout ${token} has no e-mail yet.`);
      // Once more: somebody else may have used it since it was entered.
      const discount = paid.discountCode ? applyCode(store, paid.discountCode, paid.lines) : undefined;
      const customer = welcome(email, paid);
      const { cartToken, sourceName, locale, acceptsMarketing, address, lines } = paid;
      const from = { checkoutToken: token, cartToken, sourceName, locale, acceptsMarketing, address };
      const placed = place(
        { ...from, email, customerId: customer.id, shippingMinor, ...(discount && { discount }) },
        lines,
      );
      const time = now().toISOString();
      Object.assign(paid, { completedAt: time, updatedAt: time });
      const cart = state.carts.find((candidate) => candidate.token === cartToken);
      if (cart) cart.lines = [];
      tell("checkouts/update", paid);
      return placed;
    },
    orderElsewhere({ email, customerId, lines, sourceName }) {
      const customer =
        state.customers.find(({ id }) => id === customerId) ?? (email === null ? null : store.customerByEmail(email));
      const nowhere = { checkoutToken: null, cartToken: null, address: customer?.address ?? null, locale: null };
      return place(
        { ...nowhere, email, customerId: customer?.id ?? null, sourceName, acceptsMarketing: false, shippingMinor: 0 },
        chosen(lines),
      );
    },
  };
}
