import type { RenderInputs } from "~/content/render-inputs";
import type { Sql } from "~/db.server";
import { favouriteCollection } from "~/recommendations/favourite-collection";
import type { MailShop } from "./load-mail-shop";
import type { MailToMake } from "./load-mail-steps";
import { croppedPicture, productUrl } from "./mail-texts";

/** What was looked at longer ago is no longer what somebody has in mind: then their favourite collection leads. */
const FRESH_DAYS = 30;
/** How far back, and how many of each kind of deed: what is older weighs next to nothing. */
const DAYS = 180;
const MOST_VIEWS = 50;
const MOST_ORDERS = 20;
/** Twice the width of a mail. */
const SIZE = { width: 1_200, height: 720 } as const;

interface Dealing {
  readonly contactId: string;
  readonly kind: "viewed" | "bought";
  readonly at: Date;
  readonly title: string;
  readonly handle: string;
  readonly imageUrl: string | null;
  readonly imageAlt: string | null;
  readonly collections: readonly string[];
}

/**
 * The picture at the head of each mail that has one, by contact: of the product that they last looked at within 30 days,
 * else of the last of theirs in their favourite collection; of nobody who dealt with nothing that still has its page and a picture.
 */
export async function loadHeroes(
  sql: Sql,
  shop: MailShop,
  mails: readonly MailToMake[],
  at: Date,
): Promise<Map<string, NonNullable<RenderInputs["hero"]>>> {
  const contactIds = mails.flatMap(({ own, run }) => (own.settings.hero === "category" ? run.contactId : []));
  if (contactIds.length === 0) return new Map();
  const { rows } = await sql.query<Dealing>({
    name: "mail-heroes",
    text: `SELECT c.contact_id AS "contactId", d.kind, d.at, p.title, p.handle, p.image_url AS "imageUrl",
        p.image_alt AS "imageAlt", p.collections
      FROM unnest($2::uuid[]) AS c(contact_id)
      CROSS JOIN LATERAL (
        (SELECT 'viewed' AS kind, data->>'productId' AS product_id, occurred_at AS at FROM events
          WHERE shop_id = $1 AND contact_id = c.contact_id AND name = 'product.viewed'
            AND occurred_at > $3::timestamptz - interval '${DAYS} days' AND occurred_at <= $3
          ORDER BY occurred_at DESC LIMIT ${MOST_VIEWS})
        UNION ALL (SELECT 'bought', l.product_id, o.placed_at FROM (SELECT order_id, placed_at FROM orders
            WHERE shop_id = $1 AND contact_id = c.contact_id AND cancelled_at IS NULL
              AND placed_at > $3::timestamptz - interval '${DAYS} days' ORDER BY placed_at DESC LIMIT ${MOST_ORDERS}) o
          JOIN order_lines l ON l.shop_id = $1 AND l.order_id = o.order_id)) d
      JOIN products p ON p.shop_id = $1 AND p.product_id = d.product_id AND p.is_published
      ORDER BY d.at DESC`,
    values: [shop.shopId, [...new Set(contactIds)], at],
  });
  const heroes = [...Map.groupBy(rows, ({ contactId }) => contactId)].flatMap(([contactId, dealings]) => {
    const chosen = chosenOf(dealings, at);
    return chosen ? [[contactId, heroOf(chosen, shop)] as const] : [];
  });
  return new Map(heroes);
}

type Pictured = Dealing & { readonly imageUrl: string };

/** The dealings come newest first. */
function chosenOf(dealings: readonly Dealing[], at: Date): Pictured | undefined {
  const pictured = dealings.filter((one): one is Pictured => one.imageUrl !== null);
  const fresh = at.getTime() - FRESH_DAYS * 86_400_000;
  const seen = pictured.find(({ kind, at: seenAt }) => kind === "viewed" && seenAt.getTime() >= fresh);
  if (seen) return seen;
  const favourite = favouriteCollection(dealings, at);
  return favourite === null ? undefined : pictured.find(({ collections }) => collections.includes(favourite));
}

function heroOf({ title, handle, imageUrl, imageAlt }: Pictured, shop: MailShop) {
  return {
    imageUrl: croppedPicture(imageUrl, SIZE.width, SIZE.height),
    imageAlt: imageAlt ?? title,
    url: productUrl(handle, shop),
  };
}
