import { type Html, html, trusted } from "../html";
import type { Store } from "../store/store";
import type { Checkout, Line, Order } from "../store/types";
import { orderSummary } from "./cart-page";
import { price } from "./layout";
import { shippingMinor } from "./shopper";

/** What stands in the checkout's fields, and what is wrong with them. */
export interface CheckoutFields {
  readonly email: string;
  readonly acceptsMarketing: boolean;
  readonly firstName: string;
  readonly lastName: string;
  readonly address1: string;
  readonly zip: string;
  readonly city: string;
  readonly countryCode: string;
  readonly discountCode: string;
}

export const countries = {
  DE: "Germany",
  AT: "Austria",
  CH: "Switzerland",
  FR: "France",
  GB: "United Kingdom",
  IE: "Ireland",
  NL: "Netherlands",
  SE: "Sweden",
} as const;

export const noFields: CheckoutFields = {
  email: "",
  acceptsMarketing: false,
  firstName: "",
  lastName: "",
  address1: "",
  zip: "",
  city: "",
  countryCode: "DE",
  discountCode: "",
};

export function fieldsOf(checkout: Checkout): CheckoutFields {
  return {
    email: checkout.email ?? "",
    acceptsMarketing: checkout.acceptsMarketing,
    firstName: checkout.firstName ?? "",
    lastName: checkout.lastName ?? "",
    address1: checkout.address?.address1 ?? "",
    zip: checkout.address?.zip ?? "",
    city: checkout.address?.city ?? "",
    countryCode: checkout.address?.countryCode ?? "DE",
    discountCode: checkout.discountCode ?? "",
  };
}

/** The checkout: the contact information first (`token` null), then with delivery and "Pay now". */
export function checkoutPage(
  store: Store,
  {
    token,
    lines,
    fields,
    fault,
  }: { token: string | null; lines: readonly Line[]; fields: CheckoutFields; fault: string | null },
): Html {
  return html`<div class="checkout">
    <form method="post" action="${token === null ? "/checkout" : `/checkouts/${token}`}">
      <h1>Checkout</h1>
      ${fault !== null && html`<p class="fault" role="alert">${fault}</p>`}
      <fieldset><legend>Contact</legend>
        ${field("email", "E-mail", fields.email, { type: "email", autocomplete: "email", required: true })}
        <label class="tick"><input type="checkbox" name="acceptsMarketing" value="yes" ${fields.acceptsMarketing ? trusted("checked") : null}> Email me with news and offers</label>
        <div class="pair">${field("firstName", "First name", fields.firstName, { autocomplete: "given-name" })}${field("lastName", "Last name", fields.lastName, { autocomplete: "family-name" })}</div>
      </fieldset>
      ${
        token !== null &&
        html`<fieldset><legend>Delivery</legend>
        ${field("address1", "Street and number", fields.address1, { autocomplete: "address-line1" })}
        <div class="pair">${field("zip", "Postcode", fields.zip, { autocomplete: "postal-code" })}${field("city", "City", fields.city, { autocomplete: "address-level2" })}</div>
        <label>Country <select name="countryCode" autocomplete="country">${Object.entries(countries).map(
          ([code, name]) =>
            html`<option value="${code}" ${code === fields.countryCode ? trusted("selected") : null}>${name}</option>`,
        )}</select></label>
        ${field("discountCode", "Discount code", fields.discountCode, { autocomplete: "off" })}
      </fieldset>
      <p class="quiet">Payment is a sandbox’s: “Pay now” always succeeds.</p>`
      }
      <div class="buttons">
        ${token !== null && html`<button class="primary" name="step" value="pay">Pay now</button>`}
        <button class="${token === null ? "primary" : "secondary"}" name="step" value="continue">${token === null ? "Continue" : "Save and stay"}</button>
        <a href="/cart">Back to cart</a>
      </div>
    </form>
    ${orderSummary(store, lines, shippingMinor, fault === null ? fields.discountCode : "")}
  </div>`;
}

function field(
  name: string,
  label: string,
  value: string,
  { type = "text", autocomplete, required = false }: { type?: string; autocomplete: string; required?: boolean },
): Html {
  return html`<label>${label} <input type="${type}" name="${name}" value="${value}" autocomplete="${autocomplete}" ${required ? trusted("required") : null}></label>`;
}

export function thankYouPage(store: Store, order: Order): Html {
  const goods = order.lines.reduce((sum, line) => sum + line.priceMinor * line.quantity, 0);
  return html`<section class="hero small"><h1>Thank you${order.address && `, ${order.address.firstName}`}</h1>
    <p>Your order <strong>#${order.number}</strong> over ${price(store, goods - (order.discount?.amountMinor ?? 0) + order.shippingMinor)} is confirmed.</p>
    <p><a class="button" href="/">Back to the shop</a></p></section>`;
}
