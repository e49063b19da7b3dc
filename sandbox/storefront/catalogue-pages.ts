import { type Html, html, trusted } from "../html";
import type { Store } from "../store/store";
import type { Collection, Product, Variant } from "../store/types";
import { picture, price } from "./layout";

/** The front page: everything that is for sale. */
export function homePage(store: Store): Html {
  return html`
    <section class="hero"><h1>Things for the hours at home</h1><p>Made by people we know, in small numbers, to be used every day.</p></section>
    ${grid(store, store.state.products.filter(isForSale))}`;
}

export function collectionPage(store: Store, collection: Collection): Html {
  const products = store.state.products
    .filter(isForSale)
    .filter((product) => product.collections.includes(collection.handle));
  return html`<section class="hero small"><h1>${collection.title}</h1><p>${collection.description}</p></section>${grid(store, products)}`;
}

/** Whether shoppers see it: drafts are not shown. */
export function isForSale(product: Product): boolean {
  return product.status === "ACTIVE" && product.publishedAt !== null;
}

function grid(store: Store, products: readonly Product[]): Html {
  return html`<ul class="grid">${products.map((product) => {
    const isSoldOut = product.variants.every((variant) => variant.stock <= 0);
    return html`<li><a href="/products/${product.handle}">
      <span class="frame">${picture(product, 360, "(max-width: 560px) 50vw, 280px")}${badge(product, isSoldOut)}</span>
      <span class="name">${product.title}</span><span class="cost">${priceRange(store, product)}</span>
    </a></li>`;
  })}</ul>`;
}

function badge(product: Product, isSoldOut: boolean): Html | null {
  if (isSoldOut) return html`<span class="badge">Sold out</span>`;
  return product.variants.some((variant) => variant.compareAtMinor !== null)
    ? html`<span class="badge sale">Reduced</span>`
    : null;
}

function priceRange(store: Store, product: Product): Html {
  const prices = product.variants.map((variant) => variant.priceMinor);
  const [low, high] = [Math.min(...prices), Math.max(...prices)];
  const before = product.variants[0]?.compareAtMinor ?? null;
  return html`${low < high && "from "}${price(store, low)}${before !== null && html` <s>${price(store, before)}</s>`}`;
}

/** One product, with the variant that was asked for or the first in stock chosen. */
export function productPage(store: Store, product: Product, chosen: Variant): Html {
  const collection = store.state.collections.find(({ handle }) => product.collections.includes(handle)) ?? null;
  const isSoldOut = product.variants.every((variant) => variant.stock <= 0);
  const more = store.state.products
    .filter(isForSale)
    .filter((other) => other !== product && other.collections.some((handle) => product.collections.includes(handle)));
  return html`
    <p class="crumbs"><a href="/">Home</a>${collection && html` / <a href="/collections/${collection.handle}">${collection.title}</a>`}</p>
    <div class="product">
      <div class="frame">${picture(product, 600, "(max-width: 800px) 100vw, 560px")}</div>
      <form method="post" action="/cart/add">
        <h1>${product.title}</h1>
        <p class="cost big">${price(store, chosen.priceMinor)}${chosen.compareAtMinor !== null && html` <s>${price(store, chosen.compareAtMinor)}</s>`} <small>incl. VAT</small></p>
        <p>${product.description}</p>
        ${product.variants.length === 1 ? html`<input type="hidden" name="id" value="${chosen.id}">` : variantChoice(store, product, chosen)}
        <label class="quantity">Quantity <input type="number" name="quantity" value="1" min="1" max="20" inputmode="numeric"></label>
        <button class="primary" ${isSoldOut ? trusted("disabled") : null}>${isSoldOut ? "Sold out" : "Add to cart"}</button>
        <p class="quiet">By ${product.vendor}. Ships from Berlin in one to three days.</p>
      </form>
    </div>
    <h2>More from ${collection?.title ?? "the shop"}</h2>
    ${grid(store, more.slice(0, 4))}`;
}

function variantChoice(store: Store, product: Product, chosen: Variant): Html {
  const prices = new Set(product.variants.map((variant) => variant.priceMinor));
  return html`<fieldset class="variants"><legend>${product.optionName}</legend>${product.variants.map(
    (
      variant,
    ) => html`<label><input type="radio" name="id" value="${variant.id}" ${variant === chosen ? trusted("checked") : null} ${variant.stock <= 0 ? trusted("disabled") : null}>
      <span>${variant.title}${prices.size > 1 && html` · ${price(store, variant.priceMinor)}`}</span></label>`,
  )}</fieldset>`;
}
