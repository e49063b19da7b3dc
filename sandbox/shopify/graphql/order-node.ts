import type { Address, Order, OrderLine } from "../../store/types";
import { includedTax } from "../payloads/checkout-payload";
import { type ConnectionArguments, connection } from "./connection";
import { image } from "./image-node";
import { type Fields, gid, moneyBag, moneyText, type World } from "./world";

export function orderNode(world: World, order: Order): Fields {
  const { shop } = world.store.state;
  const bag = (minor: number) => moneyBag(minor, shop.currency);
  const goods = order.lines.reduce((sum, line) => sum + line.priceMinor * line.quantity, 0);
  const off = order.discount?.amountMinor ?? 0;
  const total = goods - off + order.shippingMinor;
  const pieces = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  const customer = () => {
    const known = world.customerOf(order);
    return known ? world.node.customer(known) : null;
  };
  const address = () => (order.address === null ? null : mailingAddress(order.address));
  return {
    __typename: "Order",
    id: gid("Order", order.id),
    legacyResourceId: order.id,
    name: `#${order.number}`,
    number: order.number,
    confirmationNumber: order.token.slice(0, 9).toUpperCase(),
    confirmed: true,
    email: order.email,
    phone: null,
    note: null,
    tags: [],
    test: true,
    sourceName: order.sourceName,
    sourceIdentifier: null,
    checkoutToken: order.checkoutToken,
    cartToken: order.cartToken,
    createdAt: order.createdAt,
    processedAt: order.createdAt,
    updatedAt: order.updatedAt,
    closed: false,
    closedAt: null,
    cancelledAt: order.cancelledAt,
    cancelReason: order.cancelledAt === null ? null : "CUSTOMER",
    customerAcceptsMarketing: order.acceptsMarketing,
    customerLocale: order.locale,
    customer,
    purchasingEntity: customer,
    billingAddress: address,
    shippingAddress: address,
    displayFinancialStatus: "PAID",
    displayFulfillmentStatus: order.fulfilledAt === null ? "UNFULFILLED" : "FULFILLED",
    fullyPaid: true,
    unpaid: false,
    currencyCode: shop.currency,
    presentmentCurrencyCode: shop.currency,
    taxesIncluded: true,
    discountCode: order.discount?.code ?? null,
    discountCodes: order.discount ? [order.discount.code] : [],
    subtotalLineItemsQuantity: pieces,
    currentSubtotalLineItemsQuantity: pieces,
    subtotalPriceSet: bag(goods - off),
    currentSubtotalPriceSet: bag(goods - off),
    totalPriceSet: bag(total),
    originalTotalPriceSet: bag(total),
    currentTotalPriceSet: bag(total - order.refundedMinor),
    netPaymentSet: bag(total - order.refundedMinor),
    totalReceivedSet: bag(total),
    totalShippingPriceSet: bag(order.shippingMinor),
    totalDiscountsSet: bag(off),
    currentTotalDiscountsSet: bag(off),
    totalRefundedSet: bag(order.refundedMinor),
    totalOutstandingSet: bag(0),
    totalTaxSet: bag(includedTax(total)),
    currentTotalTaxSet: bag(includedTax(total)),
    totalPrice: moneyText(total),
    subtotalPrice: moneyText(goods - off),
    lineItems: (asked: ConnectionArguments) =>
      connection(
        order.lines,
        asked,
        ({ id }) => id,
        (line) => lineItemNode(world, line),
      ),
    metafield: null,
  };
}

function lineItemNode(world: World, line: OrderLine): Fields {
  const { currency } = world.store.state.shop;
  const product = world.store.state.products.find(({ id }) => id === line.productId);
  const variant = product?.variants.find(({ id }) => id === line.variantId);
  const total = line.priceMinor * line.quantity;
  return {
    __typename: "LineItem",
    id: gid("LineItem", line.id),
    title: line.title,
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    variantTitle: line.variantTitle,
    sku: line.sku,
    vendor: line.vendor,
    quantity: line.quantity,
    currentQuantity: line.quantity,
    refundableQuantity: line.quantity,
    unfulfilledQuantity: line.quantity,
    isGiftCard: false,
    requiresShipping: true,
    taxable: true,
    customAttributes: [],
    discountAllocations: [],
    sellingPlan: null,
    contract: null,
    // A product that was deleted since is null, as in Shopify.
    product: () => (product ? world.node.product(product) : null),
    variant: () => (product && variant ? world.node.variant(product, variant) : null),
    image: () => (product ? image(world, product) : null),
    originalUnitPriceSet: moneyBag(line.priceMinor, currency),
    discountedUnitPriceSet: moneyBag(line.priceMinor, currency),
    discountedUnitPriceAfterAllDiscountsSet: moneyBag(line.priceMinor, currency),
    originalTotalSet: moneyBag(total, currency),
    discountedTotalSet: moneyBag(total, currency),
    totalDiscountSet: moneyBag(0, currency),
  };
}

/** MailingAddress. */
export function mailingAddress(address: Address): Fields {
  return { __typename: "MailingAddress", id: gid("MailingAddress", address.id), ...addressFields(address) };
}

/** The fields that a customer's and the shop's address share. */
export function addressFields(address: Address): Fields {
  return {
    firstName: address.firstName,
    lastName: address.lastName,
    name: `${address.firstName} ${address.lastName}`.trim(),
    company: null,
    address1: address.address1,
    address2: null,
    city: address.city,
    zip: address.zip,
    province: null,
    provinceCode: null,
    country: address.country,
    countryCode: address.countryCode,
    countryCodeV2: address.countryCode,
    phone: null,
    formatted: [address.address1, `${address.zip} ${address.city}`, address.country],
    formattedArea: `${address.city}, ${address.country}`,
    latitude: null,
    longitude: null,
    coordinatesValidated: false,
  };
}
