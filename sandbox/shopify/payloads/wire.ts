import { DateTime } from "luxon";
import type { Address, Customer, Shop } from "../../store/types";

/** Shopify writes ids as JSON numbers; the sandbox's own stay below 2^53. */
export function wireId(id: string): number {
  return Number(id);
}

/** A time as webhooks write it: in the shop's zone, to the second ("2026-11-23T03:04:05+01:00"). */
export function wireTime(iso: string, shop: Shop): string;
export function wireTime(iso: string | null, shop: Shop): string | null;
export function wireTime(iso: string | null, shop: Shop): string | null {
  if (iso === null) return null;
  const time = DateTime.fromISO(iso, { zone: shop.timezone });
  return time.startOf("second").toISO({ suppressMilliseconds: true });
}

/** Minor units as webhooks write money: "19.90". The sandbox shop's currency has two decimals. */
export function wireMoney(minor: number): string {
  return (minor / 100).toFixed(2);
}

/** A sum in the shop's and in the shopper's currency, which are one here. */
export function moneySet(minor: number, currency: string) {
  const money = { amount: wireMoney(minor), currency_code: currency };
  return { shop_money: money, presentment_money: money };
}

/** An address as checkouts and orders carry it. */
export function wireAddress(address: Address) {
  return {
    first_name: address.firstName,
    address1: address.address1,
    phone: null,
    city: address.city,
    zip: address.zip,
    province: null,
    country: address.country,
    last_name: address.lastName,
    address2: null,
    company: null,
    latitude: null,
    longitude: null,
    name: `${address.firstName} ${address.lastName}`.trim(),
    country_code: address.countryCode,
    province_code: null,
  };
}

/** A customer as checkouts and orders carry one: since 2025-01 without tags, consent and totals. */
export function wireCustomer(customer: Customer, shop: Shop) {
  return {
    id: wireId(customer.id),
    created_at: wireTime(customer.createdAt, shop),
    updated_at: wireTime(customer.updatedAt, shop),
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: "disabled",
    note: null,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: false,
    email: customer.email,
    phone: null,
    currency: shop.currency,
    tax_exemptions: [],
    admin_graphql_api_id: `gid://shopify/Customer/${customer.id}`,
    ...(customer.address && { default_address: wireCustomerAddress(customer.address, customer) }),
  };
}

function wireCustomerAddress(address: Address, customer: Customer) {
  const { latitude: _latitude, longitude: _longitude, ...fields } = wireAddress(address);
  return {
    id: wireId(address.id),
    customer_id: wireId(customer.id),
    ...fields,
    country_name: address.country,
    default: true,
  };
}
