import express, { type Request, type Response, Router } from "express";
import { z } from "zod";
import { html } from "../html";
import type { Store } from "../store/store";
import { cartOf, giveCart, withQuantity } from "./cart-cookie";
import { cartPage } from "./cart-page";
import { collectionPage, homePage, isForSale, productPage } from "./catalogue-pages";
import { checkoutRouter } from "./checkout-router";
import { storefrontPage } from "./layout";
import type { Shopper } from "./shopper";

const cartLine = z.object({
  id: z.string(),
  quantity: z.preprocess((value) => [value].flat().at(-1), z.coerce.number().int().min(0).max(20)),
});

/** The online store: pages, cart and checkout, all of them forms and links. */
export function storefrontRouter(store: Store, shopper: Shopper): Router {
  const router = Router();
  const show = (request: Request, response: Response, title: string, main: ReturnType<typeof html>) => {
    response.send(storefrontPage(store, { title, cart: cartOf(store, request), main }));
  };
  const notFound = (request: Request, response: Response) => {
    response.status(404);
    show(
      request,
      response,
      "Not found",
      html`<section class="hero"><h1>There is nothing here</h1><p><a class="button" href="/">Back to the shop</a></p></section>`,
    );
  };
  const form = express.urlencoded({ extended: false });

  router.get("/", (request, response) => show(request, response, "Things for the home", homePage(store)));
  router.get("/collections/:handle", (request, response) => {
    const collection = store.state.collections.find(({ handle }) => handle === request.params.handle);
    if (collection) show(request, response, collection.title, collectionPage(store, collection));
    else notFound(request, response);
  });
  router.get("/products/:handle", (request, response) => {
    const product = store.state.products.find(({ handle }) => handle === request.params.handle);
    if (!product || !isForSale(product)) return notFound(request, response);
    const asked = product.variants.find(({ id }) => id === request.query.variant);
    show(request, response, product.title, productPage(store, product, asked ?? store.offeredVariant(product.handle)));
  });

  router.get("/cart", (request, response) =>
    show(request, response, "Your cart", cartPage(store, cartOf(store, request))),
  );
  // https://shopify.dev/docs/apps/build/checkout/create-cart-permalinks: fills the cart anew.
  router.get("/cart/:lines", (request, response) => {
    const lines = request.params.lines.split(",").map((line) => {
      const [id = "", quantity] = line.split(":");
      return { ...cartLine.parse({ id, quantity }), variantId: store.variant(id).variant.id };
    });
    const cart = cartOf(store, request) ?? giveCart(store, response);
    shopper.fillCart(
      cart,
      lines.map(({ variantId, quantity }) => ({ variantId, quantity })),
    );
    response.redirect(request.query.storefront === "true" ? "/cart" : "/checkout");
  });
  router.post("/cart/add", form, (request, response) => {
    const { id, quantity } = cartLine.parse(request.body);
    const cart = cartOf(store, request) ?? giveCart(store, response);
    const there = cart.lines.find((line) => line.variantId === id)?.quantity ?? 0;
    shopper.fillCart(cart, withQuantity(cart, store.variant(id).variant.id, there + quantity));
    response.redirect(303, "/cart");
  });
  router.post("/cart/change", form, (request, response) => {
    const { id, quantity } = cartLine.parse(request.body);
    const cart = cartOf(store, request);
    if (cart) shopper.fillCart(cart, withQuantity(cart, id, quantity));
    response.redirect(303, "/cart");
  });

  router.use(checkoutRouter(store, shopper));
  router.use((request, response) => notFound(request, response));
  return router;
}
