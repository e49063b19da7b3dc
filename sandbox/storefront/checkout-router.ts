import express, { type Response, Router } from "express";
import { z } from "zod";
import { codeFault } from "../store/discounts";
import type { Store } from "../store/store";
import type { Checkout } from "../store/types";
import { cartOf, handCart } from "./cart-cookie";
import { type CheckoutFields, checkoutPage, countries, fieldsOf, noFields, thankYouPage } from "./checkout-page";
import { storefrontPage } from "./layout";
import type { Shopper } from "./shopper";

const submitted = z.object({
  email: z.string().trim().default(""),
  acceptsMarketing: z
    .string()
    .optional()
    .transform((tick) => tick === "yes"),
  firstName: z.string().trim().default(""),
  lastName: z.string().trim().default(""),
  address1: z.string().trim().default(""),
  zip: z.string().trim().default(""),
  city: z.string().trim().default(""),
  countryCode: z.enum(Object.keys(countries) as (keyof typeof countries)[]).default("DE"),
  discountCode: z.string().trim().max(100).default(""),
  step: z.enum(["continue", "pay"]).default("continue"),
});

const badEmail = "Please enter an e-mail address like name@example.com.";

/** The way from a cart to an order. The first "Continue" makes the checkout that webhooks speak of. */
export function checkoutRouter(store: Store, shopper: Shopper): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false });
  const show = (
    response: Response,
    token: string | null,
    lines: Checkout["lines"],
    fields: CheckoutFields,
    fault: string | null,
  ) => {
    const main = checkoutPage(store, { token, lines, fields, fault });
    response
      .status(fault === null ? 200 : 422)
      .send(storefrontPage(store, { title: "Checkout", cart: null, main, isCheckout: true }));
  };
  const find = (token: string) => store.state.checkouts.find((checkout) => checkout.token === token);

  router.get("/checkout", (request, response) => {
    const cart = cartOf(store, request);
    if (!cart || cart.lines.length === 0) return response.redirect("/cart");
    const begun = store.state.checkouts.find(
      ({ cartToken, completedAt }) => cartToken === cart.token && completedAt === null,
    );
    if (!begun) return show(response, null, cart.lines, noFields, null);
    if (!sameLines(begun.lines, cart.lines)) takeOver(begun, cart.lines);
    response.redirect(`/checkouts/${begun.token}`);
  });
  /** Whoever changes the cart and comes back has changed the checkout. */
  const takeOver = (checkout: Checkout, lines: Checkout["lines"]) => {
    const wanted = lines.map(({ variantId, quantity }) => ({
      handle: store.variant(variantId).product.handle,
      variantId,
      quantity,
    }));
    shopper.updateCheckout(checkout.token, { lines: wanted });
  };

  router.post("/checkout", form, (request, response) => {
    const cart = cartOf(store, request);
    if (!cart || cart.lines.length === 0) return response.redirect(303, "/cart");
    const fields = submitted.parse(request.body);
    if (!z.email().safeParse(fields.email).success) return show(response, null, cart.lines, fields, badEmail);
    const { email, acceptsMarketing, firstName, lastName } = fields;
    const names = { firstName: firstName || null, lastName: lastName || null };
    const checkout = shopper.checkOutCart(cart, { email, acceptsMarketing, ...names });
    response.redirect(303, `/checkouts/${checkout.token}`);
  });

  // Before /checkouts/:token, which would take "ac" for a token.
  router.get("/checkouts/ac/:token/recover", (request, response, next) => {
    const checkout = find(request.params.token);
    if (!checkout || checkout.recoveryKey !== request.query.key) return next();
    const cart = store.state.carts.find(({ token }) => token === checkout.cartToken);
    if (cart && checkout.completedAt === null) {
      cart.lines = checkout.lines;
      store.changed();
      handCart(response, cart);
    }
    response.redirect(`/checkouts/${checkout.token}`);
  });

  router.get("/checkouts/:token", (request, response, next) => {
    const checkout = find(request.params.token);
    if (!checkout) return next();
    if (checkout.completedAt !== null) return response.redirect(`/checkouts/${checkout.token}/thank-you`);
    const fault = checkout.discountCode ? codeFault(store, checkout.discountCode, checkout.lines) : null;
    show(response, checkout.token, checkout.lines, fieldsOf(checkout), fault);
  });
  router.post("/checkouts/:token", form, (request, response, next) => {
    const checkout = find(request.params.token);
    if (!checkout) return next();
    if (checkout.completedAt !== null) return response.redirect(303, `/checkouts/${checkout.token}/thank-you`);
    const fields = submitted.parse(request.body);
    if (!z.email().safeParse(fields.email).success) {
      return show(response, checkout.token, checkout.lines, fields, badEmail);
    }
    const { step, email, acceptsMarketing, firstName, lastName, address1, zip, city, countryCode } = fields;
    const address = { address1, zip, city, countryCode, country: countries[countryCode] };
    const names = { firstName: firstName || null, lastName: lastName || null };
    shopper.updateCheckout(checkout.token, { email, acceptsMarketing, ...names, ...(address1 && { address }) });
    try {
      if (fields.discountCode.toUpperCase() !== (checkout.discountCode ?? "")) {
        shopper.enterCode(checkout.token, fields.discountCode);
      }
      if (step === "pay") shopper.buy(checkout.token);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return show(response, checkout.token, checkout.lines, fields, error.message);
    }
    response.redirect(303, `/checkouts/${checkout.token}${step === "pay" ? "/thank-you" : ""}`);
  });
  router.get("/checkouts/:token/thank-you", (request, response, next) => {
    const order = store.state.orders.find(({ checkoutToken }) => checkoutToken === request.params.token);
    if (!order) return next();
    const main = thankYouPage(store, order);
    response.send(storefrontPage(store, { title: "Thank you", cart: null, main, isCheckout: true }));
  });
  return router;
}

function sameLines(first: Checkout["lines"], second: Checkout["lines"]): boolean {
  return JSON.stringify(first) === JSON.stringify(second);
}
