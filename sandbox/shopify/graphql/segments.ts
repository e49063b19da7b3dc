import { GraphQLError } from "graphql";
import type { Customer } from "../../store/types";
import { type ConnectionArguments, connection } from "./connection";
import { exactly, type Fields, gid, idOf, money, type World } from "./world";

/** Shopify's page of members is larger than its other pages. */
const LARGEST_PAGE = 1_000;

/** A customer segment, as a new store has them. Whom the query means is said again in TypeScript. */
interface Segment {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly has: (customer: Customer, orders: number) => boolean;
}

const segments: readonly Segment[] = [
  {
    id: "4600000000001",
    name: "Customers who have purchased at least once",
    query: "number_of_orders > 0",
    has: (_customer, orders) => orders > 0,
  },
  {
    id: "4600000000002",
    name: "Customers who have purchased more than once",
    query: "number_of_orders > 1",
    has: (_customer, orders) => orders > 1,
  },
  {
    id: "4600000000003",
    name: "Email subscribers",
    query: "email_subscription_status = 'SUBSCRIBED'",
    has: ({ consent }) => consent.state === "SUBSCRIBED",
  },
  {
    id: "4600000000004",
    name: "Customers who haven't purchased",
    query: "number_of_orders = 0",
    has: (_customer, orders) => orders === 0,
  },
];

/** The resolvers of QueryRoot that tell of customer segments. */
export function segmentFields(world: World): Fields {
  const node = (segment: Segment): Fields => ({
    __typename: "Segment",
    id: gid("Segment", segment.id),
    name: segment.name,
    query: segment.query,
    creationDate: world.store.state.shop.createdAt,
    lastEditDate: world.store.state.shop.createdAt,
  });
  const byId = (id: string) => segments.find((one) => one.id === idOf("Segment", id)) ?? null;
  return {
    segment: ({ id }: { id: string }) => {
      const found = byId(id);
      return found ? node(found) : null;
    },
    segments: (asked: ConnectionArguments) => connection(segments, asked, ({ id }) => id, node),
    segmentsCount: () => exactly(segments.length),
    customerSegmentMembers: ({ segmentId, ...asked }: ConnectionArguments & { segmentId?: string | null }) => {
      const segment = byId(segmentId ?? "");
      if (!segment) throw new GraphQLError("Segment not found", { extensions: { code: "NOT_FOUND" } });
      const members = membersOf(world, segment);
      return {
        ...connection(members, asked, ({ id }) => id, memberNode(world), LARGEST_PAGE),
        totalCount: members.length,
      };
    },
  };
}

function membersOf(world: World, segment: Segment): readonly Customer[] {
  const { customers } = world.store.state;
  const orders = ordersByCustomer(world);
  return customers.filter((customer) => segment.has(customer, orders.get(customer.id)?.length ?? 0));
}

function ordersByCustomer({ store }: World) {
  return Map.groupBy(store.state.orders, ({ customerId }) => customerId);
}

function memberNode(world: World): (customer: Customer) => Fields {
  const orders = ordersByCustomer(world);
  return (customer) => ({
    __typename: "CustomerSegmentMember",
    id: gid("CustomerSegmentMember", customer.id),
    firstName: customer.firstName,
    lastName: customer.lastName,
    displayName: [customer.firstName, customer.lastName].filter(Boolean).join(" ") || customer.email,
    numberOfOrders: String(orders.get(customer.id)?.length ?? 0),
    lastOrderId: () => {
      const last = orders.get(customer.id)?.at(-1);
      return last ? gid("Order", last.id) : null;
    },
    amountSpent: () => {
      const lines = (orders.get(customer.id) ?? []).flatMap(({ lines }) => lines);
      return money(
        lines.reduce((sum, line) => sum + line.priceMinor * line.quantity, 0),
        world.store.state.shop.currency,
      );
    },
  });
}
