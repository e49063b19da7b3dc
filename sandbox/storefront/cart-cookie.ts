import type { Request, Response } from "express";
import { now } from "~/clock";
import { newToken, type Store } from "../store/store";
import type { Cart, Line } from "../store/types";

/** The cart that a browser's cookie names, as `cart` does in Shopify's online store; null when it has none. */
export function cartOf(store: Store, request: Request): Cart | null {
  const token = /(?:^|;\s*)cart=([0-9a-f]+)/.exec(request.headers.cookie ?? "")?.[1];
  return store.state.carts.find((cart) => cart.token === token) ?? null;
}

/** A new, empty cart for this browser. */
export function giveCart(store: Store, response: Response): Cart {
  const time = now().toISOString();
  const cart: Cart = { token: newToken(), createdAt: time, updatedAt: time, lines: [], isTold: false };
  store.state.carts.push(cart);
  handCart(response, cart);
  return cart;
}

/** Makes this cart the browser's. */
export function handCart(response: Response, cart: Cart): void {
  response.cookie("cart", cart.token, { httpOnly: true, sameSite: "lax", path: "/", maxAge: 14 * 86_400_000 });
}

/** A cart's lines with so many of a variant; 0 takes it out. */
export function withQuantity({ lines }: Cart, variantId: string, quantity: number): Line[] {
  const others = lines.filter((line) => line.variantId !== variantId);
  const place = lines.findIndex((line) => line.variantId === variantId);
  if (quantity > 0) others.splice(place < 0 ? others.length : place, 0, { variantId, quantity });
  return others;
}
