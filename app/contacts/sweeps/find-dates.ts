import type { PoolClient } from "pg";
import { eventIdOf } from "~/events/event-id";
import type { Contact } from "../contact";
import { daysBeforeYears } from "./anniversary";
import { birthdayOn, birthdaysOf, birthdayText } from "./birthday";
import { type Noticed, noticedOf } from "./noticed";
import type { Found, SweptShop } from "./swept-shop";

/** One reading brings so many at the most. */
const MOST = 50_000;

/** A contact whose day it may be. */
export interface OneOfTheDay {
  readonly contactId: string;
  /** Years since their first order; null when this is no anniversary of it. */
  readonly years: number | null;
}

/** Whose birthday or anniversary of the first order it is on the shop's day, in the order of their ids. */
export async function findDates(
  sql: PoolClient,
  { shopId, timezone, day }: SweptShop,
  after: string,
): Promise<Found<OneOfTheDay>> {
  const past = daysBeforeYears(day, timezone);
  const { rows } = await sql.query<OneOfTheDay>(
    `SELECT contact_id AS "contactId", max(years) AS years FROM (
       SELECT c.contact_id, NULL::int AS years FROM contacts c
       WHERE c.shop_id = $1 AND c.merged_into IS NULL AND ${birthdayText("c")} IS NOT NULL
         AND right(${birthdayText("c")}, 5) = ANY($2)
       UNION ALL
       SELECT c.contact_id, past.years FROM unnest($3::timestamptz[], $4::timestamptz[], $5::int[]) AS past("from", "to", years)
       JOIN contacts c ON c.shop_id = $1 AND c.merged_into IS NULL
         AND c.first_order_at >= past."from" AND c.first_order_at < past."to"
     ) days WHERE contact_id > $6 GROUP BY contact_id ORDER BY contact_id LIMIT ${MOST}`,
    [
      shopId,
      birthdaysOf(day),
      past.map(({ from }) => from),
      past.map(({ to }) => to),
      past.map(({ years }) => years),
      after,
    ],
  );
  return { found: rows, next: rows.length < MOST ? null : (rows.at(-1)?.contactId ?? null) };
}

/** What is to be said of those who were found: one event a date and contact. */
export function tellDates(
  { day }: SweptShop,
  found: readonly OneOfTheDay[],
  contacts: ReadonlyMap<string, Contact>,
  at: Date,
): Noticed[] {
  return found.flatMap(({ contactId, years }) => {
    const birthday = birthdayOn(contacts.get(contactId)?.custom ?? {}, day);
    return [
      ...(birthday ? [reached(contactId, "birthday", day, birthday.years, at)] : []),
      ...(years === null ? [] : [reached(contactId, "first-order-anniversary", day, years, at)]),
    ];
  });
}

function reached(
  contactId: string,
  date: "birthday" | "first-order-anniversary",
  on: string,
  years: number | null,
  at: Date,
): Noticed {
  const event = {
    ...noticedOf(contactId, eventIdOf("date.reached", `${contactId}|${date}|${on}`), at),
    name: "date.reached" as const,
    data: { date, on, years },
  };
  return { event, contactId };
}
