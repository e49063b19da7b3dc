import { z } from "zod";
import type { Bench } from "./bench";
import { query } from "./database";
import { type Figure, figure } from "./report";
import { appEnvironment } from "./server-process";
import { startSideProcess } from "./side-process";

const answer = z.object({ bare: z.number(), screens: z.array(z.object({ what: z.string(), ms: z.number() })) });
const turn = z.object({ placedMs: z.number(), quietMs: z.number() });

const AIM_MS = 100;
const smallSegment = "00000000-0000-7000-8000-000000000002";

/** The Contacts screens of a large shop, beside reading fifty of its rows by their keys; and the nightly turn over the stages. */
export async function benchContacts({ database, isSmoke, rounds, say }: Bench): Promise<Figure[]> {
  const contacts = isSmoke ? 20_000 : 1_000_000;
  const url = await database.fresh("bench_contacts");
  say(`contacts: seeding ${contacts.toLocaleString("en")}, about a minute`);
  await query(url, seed(contacts));
  await query(url, "VACUUM ANALYZE contacts");
  await database.settle();
  const screens = startSideProcess("contact-screens", appEnvironment(url));
  try {
    const { bare, screens: measured } = await screens.ask({ kind: "screens", rounds, smallSegment }, answer);
    const { placedMs, quietMs } = await screens.ask({ kind: "turn" }, turn);
    const each = contacts / 1_000_000;
    return [
      ...measured.map(({ what, ms }) => ({
        what: `contacts: ${what}, ms`,
        ours: figure(ms),
        limit: figure(bare),
        ratio: figure(ms / bare),
        aim: `≤ ${AIM_MS} ms`,
        isMet: ms <= AIM_MS,
      })),
      ...[
        { what: "first turn over the stages", ms: placedMs },
        { what: "a night's turn in which few move", ms: quietMs },
      ].map(({ what, ms }) => ({
        what: `contacts: ${what}, s a million`,
        ours: figure(ms / 1_000 / each),
        limit: "–",
        ratio: "–",
        aim: "–",
        isMet: null,
      })),
    ];
  } finally {
    screens.stop();
  }
}

/** People with names of thirty kinds each way, in every stage; one in a hundred with an address at fault. */
function seed(contacts: number): string {
  return `
    INSERT INTO shops (shop_id, domain, timezone, opened_at) VALUES (1, 'bench.myshopify.com', 'Europe/Berlin', now());
    WITH names AS (SELECT
      string_to_array('Ada Bob Mara Jon Lena Paul Emma Noah Mia Ben Lea Finn Ida Max Eva Tim Zoe Jan Nora Karl Anna Luis Olga Ivan Rosa Hugo Clara Oscar Sofia Leo', ' ') AS first,
      string_to_array('Voss Meyer Schmidt Keller Weber Lang Wolf Braun Krause Vogt Huber Lorenz Haas Simon Busch Kuhn Engel Horn Arnold Graf Peters Roth Beck Winter Ziegler Brandt Albrecht Seidel Otto', ' ') AS last)
    INSERT INTO contacts (shop_id, contact_id, email, first_name, last_name, locale, country, consent, created_at, stage, stage_at,
      orders_count, spent_minor, first_order_at, last_order_at, seen_at, address_problem)
    SELECT 1, (lpad(to_hex(1700000000000 + i * 1000), 12, '0') || '70008000' || lpad(to_hex(i), 12, '0'))::uuid,
      lower(first[1 + i % 30] || '.' || last[1 + i % 29]) || i || '@' || (array['gmail.com', 'gmx.de', 'web.de', 'outlook.com'])[1 + i % 4],
      CASE WHEN i % 20 > 0 THEN first[1 + i % 30] END, CASE WHEN i % 20 > 0 THEN last[1 + i % 29] END,
      CASE WHEN i % 50 > 0 THEN 'de' END, CASE WHEN i % 10 > 0 THEN 'DE' END,
      (array['SUBSCRIBED', 'NOT_SUBSCRIBED', 'UNSUBSCRIBED'])[1 + i % 3], now(),
      CASE WHEN i % 4 = 0 THEN 'prospect' ELSE (array['new', 'active', 'loyal', 'at-risk', 'lapsed', 'lost'])[1 + i % 6] END, now(),
      CASE WHEN i % 4 = 0 THEN 0 ELSE 1 + i % 5 END, i % 20000,
      CASE WHEN i % 4 > 0 THEN now() - (i % 700 + 10) * interval '1 day' END, CASE WHEN i % 4 > 0 THEN now() - (i % 700) * interval '1 day' END,
      now(), CASE WHEN i % 100 = 0 THEN 'typo' END
    FROM names, generate_series(1, ${contacts}) i;
    INSERT INTO segment_members SELECT 1, '${smallSegment}', contact_id, now() FROM contacts WHERE right(contact_id::text, 3) = 'a1f'`;
}
