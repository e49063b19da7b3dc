import type { AdminClient } from "~/admin.server";
import { bareId } from "~/admin-api/bare-id";
import {
  type LineFieldsFragment,
  OrderLinesPageDocument,
  OrdersPageDocument,
  type OrdersPageQuery,
} from "~/admin-api/generated/graphql";
import { MOST_A_PAGE, pages } from "~/admin-api/pages";
import { channelOf } from "~/events/channel";
import type { Channel } from "~/events/event";
import { minorUnits } from "~/events/money";
import { normaliseEmail } from "~/events/normalise-email";

export interface OrderRow {
  readonly orderId: string;
  readonly name: string;
  readonly email: string | null;
  readonly customerId: string | null;
  readonly checkoutToken: string | null;
  readonly cartToken: string | null;
  readonly channel: Channel;
  readonly placedAt: string;
  readonly updatedAt: string;
  readonly sourceOrder: string;
  readonly cancelledAt: string | null;
  readonly currency: string;
  readonly totalMinor: number;
  readonly lines: readonly OrderLineRow[];
}

export interface OrderLineRow {
  readonly orderId: string;
  readonly lineId: string;
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly title: string;
  readonly quantity: number;
  readonly priceMinor: number;
}

type OrderNode = OrdersPageQuery["orders"]["nodes"][number];

/** The orders placed since a time, newest first, page by page. Money is in the shop's currency. */
export async function* readOrders(admin: AdminClient, since: Date): AsyncGenerator<OrderRow[]> {
  const query = `created_at:>='${since.toISOString()}'`;
  const walk = pages(
    async (first, after) => (await admin.request(OrdersPageDocument, { first, after, query })).orders,
    MOST_A_PAGE,
  );
  for await (const nodes of walk) {
    const rows: OrderRow[] = [];
    for (const node of nodes) rows.push(orderRow(node, await linesOf(admin, node)));
    yield rows;
  }
}

/** The page of orders brings the first 50 lines of each. */
async function linesOf(admin: AdminClient, order: OrderNode): Promise<readonly LineFieldsFragment[]> {
  const { nodes, pageInfo } = order.lineItems;
  if (!pageInfo.hasNextPage) return nodes;
  const all = [...nodes];
  const walk = pages(
    async (first, after) => {
      const answer = await admin.request(OrderLinesPageDocument, { orderId: order.id, first, after });
      // Deleted since its page was read.
      return answer.order?.lineItems ?? { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
    },
    MOST_A_PAGE,
    pageInfo.endCursor,
  );
  for await (const more of walk) all.push(...more);
  return all;
}

function orderRow(node: OrderNode, lines: readonly LineFieldsFragment[]): OrderRow {
  const orderId = bareId(node.id);
  const updatedAt = new Date(node.updatedAt).toISOString();
  return {
    orderId,
    name: node.name,
    email: normaliseEmail(node.email),
    customerId: node.customer && bareId(node.customer.id),
    checkoutToken: node.checkoutToken,
    cartToken: node.cartToken,
    channel: channelOf(node.sourceName, node.purchasingEntity?.__typename === "PurchasingCompany"),
    placedAt: node.processedAt,
    updatedAt,
    // No delivery told it: of a webhook with the same `updated_at`, the webhook's telling is kept.
    sourceOrder: `${updatedAt}|${updatedAt}|`,
    cancelledAt: node.cancelledAt,
    currency: node.currencyCode,
    totalMinor: minorUnits(node.totalPriceSet.shopMoney.amount, node.currencyCode),
    lines: lines.map((line) => ({
      orderId,
      lineId: bareId(line.id),
      productId: line.product && bareId(line.product.id),
      variantId: line.variant && bareId(line.variant.id),
      title: line.title,
      quantity: line.quantity,
      priceMinor: minorUnits(line.originalUnitPriceSet.shopMoney.amount, node.currencyCode),
    })),
  };
}
