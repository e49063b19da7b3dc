import type { Shop } from "@prisma/client";
import { phrases } from "emails/phrases/phrases";
import { withSamplePictures } from "emails/sample/pictures";
import { now } from "~/clock";
import { type Brand, brandOf } from "~/content/brand";
import { compileDraft, compileTemplate, type RenderedMail } from "~/content/compile";
import { type Language, languageOf } from "~/content/language";
import { deadlineText, offerText } from "~/content/offer-text";
import { sampleWith } from "~/content/own-wording";
import { type Reason, reasonText } from "~/content/phrases";
import type { MailLine, MailProduct, RenderInputs } from "~/content/render-inputs";
import type { TemplateSettings } from "~/content/settings";
import { currentVersion } from "~/content/template-versions";
import { type TemplateKey, templates } from "~/content/templates";
import { answerLabel } from "~/content/wording";
import { pool } from "~/db.server";
import { formatMoney } from "~/events/money";
import { productUrl, squarePicture } from "~/worker/mail-texts";

/** A product of the shop's own, as a sample shows it. */
interface Shown {
  readonly title: string;
  readonly handle: string;
  readonly imageUrl: string;
  readonly imageAlt: string | null;
  readonly priceMinor: number;
  readonly compareAtMinor: number | null;
}

/** Two that a mail is about, and four beside. */
const WANTED = 6;
const ABOUT = 2;
const PICTURE = 720;

/**
 * A mail as a sample: in the merchant's words, with some of the shop's own products where it has six with pictures, else
 * with drawn ones. `brand` is another than the shop's, and `draft` other settings than the saved ones, while they are being
 * changed.
 */
export async function shopSample(
  shop: Shop,
  key: TemplateKey,
  language: Language,
  brand: Brand = brandOf(shop),
  draft?: TemplateSettings,
): Promise<RenderedMail> {
  const { settings } = draft ? { settings: draft } : await currentVersion(pool, shop.shopId, key);
  const compile = draft
    ? compileDraft(key, brand, language, draft)
    : compileTemplate(key, brand, language, undefined, settings);
  const inputs = sampleInputs(key, shop, language, brand, await shownProducts(shop.shopId));
  const mail = (await compile).render(sampleWith(inputs, settings));
  return { ...mail, html: withSamplePictures(mail.html) };
}

/** In the order of their ids: which they are is of no matter, that they stay the same is. */
async function shownProducts(shopId: number): Promise<readonly Shown[]> {
  const { rows } = await pool.query<Shown>({
    name: "sample-products",
    text: `SELECT p.title, p.handle, p.image_url AS "imageUrl", p.image_alt AS "imageAlt",
        v.price_minor AS "priceMinor", v.compare_at_minor AS "compareAtMinor"
      FROM products p
      CROSS JOIN LATERAL (
        SELECT price_minor, compare_at_minor FROM variants v
        WHERE v.shop_id = $1 AND v.product_id = p.product_id AND v.is_available ORDER BY price_minor LIMIT 1
      ) v
      WHERE p.shop_id = $1 AND p.is_published AND p.image_url IS NOT NULL
      ORDER BY p.product_id LIMIT ${WANTED}`,
    values: [shopId],
  });
  return rows;
}

function sampleInputs(
  key: TemplateKey,
  shop: Shop,
  language: Language,
  brand: Brand,
  products: readonly Shown[],
): RenderInputs {
  const template = templates[key];
  const { sample } = template;
  const locale = languageOf(shop.locale) === language ? shop.locale : language;
  const spoken: RenderInputs = {
    ...sample,
    locale,
    answers: sample.answers.map((answer) => ({ ...answer, label: answerLabel(template, language, answer) })),
    ...(sample.incentive && offerIn(sample.incentive.code, locale, shop.timezone)),
  };
  return products.length < WANTED ? spoken : withProducts(spoken, products, { shop, brand, locale, language });
}

/** Ten percent until the day after tomorrow, which is no promise to anybody. */
function offerIn(code: string, locale: string, timezone: string): Pick<RenderInputs, "incentive" | "deadline"> {
  const off = new Intl.NumberFormat(locale, { style: "percent" }).format(0.1);
  const endsAt = new Date(now().getTime() + 2 * 86_400_000);
  return {
    incentive: { code, offer: offerText({ off, minimum: null }, locale) },
    deadline: deadlineText(endsAt, locale, timezone),
  };
}

interface Writing {
  readonly shop: Shop;
  readonly brand: Brand;
  readonly locale: string;
  readonly language: Language;
}

function withProducts(sample: RenderInputs, products: readonly Shown[], writing: Writing): RenderInputs {
  const about = products.slice(0, ABOUT);
  const others = products.slice(ABOUT);
  const totalMinor = about.reduce((sum, { priceMinor }) => sum + priceMinor, 0);
  const total = formatMoney(totalMinor, writing.shop.currency, writing.locale);
  const lines = about.map((product) => lineOf(product, writing));
  const [first] = about;
  return {
    ...sample,
    items: sample.items && { ...sample.items, lines, total },
    order: sample.order && { ...sample.order, lines, total },
    products: sample.products.flatMap((_, place) => {
      const product = about[place];
      return product ? [productOf(product, writing)] : [];
    }),
    recommendations:
      sample.recommendations.length === 0
        ? []
        : others.map((product, place) => ({
            ...productOf(product, writing),
            reason: reasonText(reasonFor(place, first?.title ?? ""), phrases[writing.language]),
          })),
    hero: first
      ? {
          imageUrl: squarePicture(first.imageUrl, 1_200),
          imageAlt: first.imageAlt ?? first.title,
          url: urlOf(first, writing),
        }
      : null,
  };
}

function reasonFor(place: number, title: string): Reason {
  if (place === 0) return { kind: "bought-together", withTitle: title, isTheirs: true };
  return place === 1 ? { kind: "similar", toTitle: title } : { kind: place === 2 ? "best-seller" : "new" };
}

function lineOf(product: Shown, writing: Writing): MailLine {
  return {
    title: product.title,
    variantTitle: null,
    quantity: 1,
    price: formatMoney(product.priceMinor, writing.shop.currency, writing.locale),
    imageUrl: squarePicture(product.imageUrl),
    url: urlOf(product, writing),
  };
}

function productOf(product: Shown, writing: Writing): MailProduct {
  const { title, imageUrl, imageAlt, priceMinor, compareAtMinor } = product;
  const money = (minor: number) => formatMoney(minor, writing.shop.currency, writing.locale);
  return {
    title,
    url: urlOf(product, writing),
    imageUrl: squarePicture(imageUrl, PICTURE),
    imageAlt: imageAlt ?? title,
    price: money(priceMinor),
    compareAtPrice: compareAtMinor !== null && compareAtMinor > priceMinor ? money(compareAtMinor) : null,
    reason: "",
  };
}

const urlOf = ({ handle }: Shown, { brand }: Writing): string => productUrl(handle, { brand });
