import type { Collection, Customer, Order, Product } from "../../store/types";
import type { BulkOperation } from "../bulk/bulk-operations";
import type { SearchTerms } from "./search";

// What each list can be searched by, and in which orders it comes.

export const bulkTerms: SearchTerms<BulkOperation> = {
  default: ({ id }) => id,
  id: ({ id }) => id,
  status: ({ status }) => status,
  operation_type: () => "query",
  created_at: ({ createdAt }) => createdAt,
};

export const productTerms: SearchTerms<Product> = {
  default: (product) => [product.title, ...product.title.split(" "), product.handle],
  id: ({ id }) => id,
  handle: ({ handle }) => handle,
  title: ({ title }) => title,
  status: ({ status }) => status,
  vendor: ({ vendor }) => vendor,
  product_type: ({ type }) => type,
  tag: ({ tags }) => tags,
  published_status: (product) => (product.publishedAt === null ? "unpublished" : "published"),
  created_at: ({ createdAt }) => createdAt,
  updated_at: ({ updatedAt }) => updatedAt,
  inventory_total: ({ variants }) => variants.reduce((sum, { stock }) => sum + stock, 0),
};

export const collectionTerms: SearchTerms<Collection> = {
  default: ({ title }) => title,
  id: ({ id }) => id,
  handle: ({ handle }) => handle,
  title: ({ title }) => title,
  updated_at: ({ updatedAt }) => updatedAt,
};

export const orderTerms: SearchTerms<Order> = {
  default: ({ number }) => `#${number}`,
  id: ({ id }) => id,
  name: ({ number }) => [`#${number}`, String(number)],
  email: ({ email }) => email,
  customer_id: ({ customerId }) => customerId,
  checkout_token: ({ checkoutToken }) => checkoutToken,
  cart_token: ({ cartToken }) => cartToken,
  created_at: ({ createdAt }) => createdAt,
  processed_at: ({ createdAt }) => createdAt,
  updated_at: ({ updatedAt }) => updatedAt,
  source_name: ({ sourceName }) => sourceName,
  financial_status: () => "paid",
  status: ({ cancelledAt }) => [cancelledAt === null ? "open" : "cancelled", "any"],
};

export const customerTerms: SearchTerms<Customer> = {
  default: ({ email, firstName, lastName }) => [email, firstName ?? "", lastName ?? ""],
  id: ({ id }) => id,
  email: ({ email }) => email,
  first_name: ({ firstName }) => firstName,
  last_name: ({ lastName }) => lastName,
  tag: ({ tags }) => tags,
  email_marketing_state: ({ consent }) => consent.state,
  customer_date: ({ createdAt }) => createdAt,
  updated_at: ({ updatedAt }) => updatedAt,
};

const numericId = (item: { readonly id: string }) => Number(item.id);

export const productOrder = {
  ID: numericId,
  RELEVANCE: numericId,
  TITLE: ({ title }: Product) => title,
  VENDOR: ({ vendor }: Product) => vendor,
  PRODUCT_TYPE: ({ type }: Product) => type,
  CREATED_AT: ({ createdAt }: Product) => createdAt,
  UPDATED_AT: ({ updatedAt }: Product) => updatedAt,
  PUBLISHED_AT: ({ publishedAt }: Product) => publishedAt ?? "",
  INVENTORY_TOTAL: ({ variants }: Product) => variants.reduce((sum, { stock }) => sum + stock, 0),
};

export const collectionOrder = {
  ID: numericId,
  TITLE: ({ title }: Collection) => title,
  UPDATED_AT: ({ updatedAt }: Collection) => updatedAt,
};

export const orderOrder = {
  ID: numericId,
  ORDER_NUMBER: ({ number }: Order) => number,
  CREATED_AT: ({ createdAt }: Order) => createdAt,
  PROCESSED_AT: ({ createdAt }: Order) => createdAt,
  UPDATED_AT: ({ updatedAt }: Order) => updatedAt,
};

export const customerOrder = {
  ID: numericId,
  NAME: ({ lastName, firstName }: Customer) => `${lastName}, ${firstName}`,
  CREATED_AT: ({ createdAt }: Customer) => createdAt,
  UPDATED_AT: ({ updatedAt }: Customer) => updatedAt,
};
