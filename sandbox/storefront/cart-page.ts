import { type Html, html } from "../html";
import { applyCode } from "../store/discounts";
import type { Store } from "../store/store";
import type { Cart, Line } from "../store/types";
import { picture, price } from "./layout";

export function cartPage(store: Store, cart: Cart | null): Html {
  if (!cart || cart.lines.length === 0) {
    return html`<section class="hero small"><h1>Your cart is empty</h1><p><a class="button" href="/">Look around</a></p></section>`;
  }
  return html`
    <h1>Your cart</h1>
    <ul class="lines">${cart.lines.map((line) => cartLine(store, line))}</ul>
    <div class="cart-foot">
      <p class="total"><span>Total</span> <strong>${price(store, store.linesTotal(cart.lines))}</strong></p>
      <p class="quiet">VAT included. Shipping is added at checkout.</p>
      <a class="button primary" href="/checkout">Check out</a>
    </div>`;
}

function cartLine(store: Store, line: Line): Html {
  const { product, variant } = store.variant(line.variantId);
  return html`<li>
    <a class="frame" href="/products/${product.handle}">${picture(product, 120)}</a>
    <div><a href="/products/${product.handle}?variant=${variant.id}">${product.title}</a>${variant.title !== "Default Title" && html`<p class="quiet">${variant.title}</p>`}
      <form class="amount" method="post" action="/cart/change">
        <input type="hidden" name="id" value="${variant.id}">
        <label>Quantity <input type="number" name="quantity" value="${line.quantity}" min="0" max="20" inputmode="numeric"></label>
        <button>Update</button><button name="quantity" value="0" aria-label="Remove ${product.title}" class="link">Remove</button>
      </form>
    </div>
    <p class="cost">${price(store, variant.priceMinor * line.quantity)}</p>
  </li>`;
}

/** What is being bought, beside the checkout's form. */
export function orderSummary(store: Store, lines: readonly Line[], shippingMinor: number, code = ""): Html {
  const discount = code === "" ? null : applyCode(store, code, lines);
  const total = store.linesTotal(lines) - (discount?.amountMinor ?? 0);
  return html`<aside class="summary" aria-label="Your order">
    <ul class="lines">${lines.map((line) => {
      const { product, variant } = store.variant(line.variantId);
      return html`<li><span class="frame">${picture(product, 64)}</span><div>${product.title}<p class="quiet">${variant.title !== "Default Title" && `${variant.title} · `}${line.quantity} ×</p></div><p class="cost">${price(store, variant.priceMinor * line.quantity)}</p></li>`;
    })}</ul>
    ${discount !== null && html`<p class="total"><span>${discount.code}</span> −${price(store, discount.amountMinor)}</p>`}
    <p class="total"><span>Shipping</span> ${price(store, shippingMinor)}</p>
    <p class="total"><span>Total</span> <strong>${price(store, total + shippingMinor)}</strong></p>
  </aside>`;
}
