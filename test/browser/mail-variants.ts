import { phrases } from "emails/phrases/phrases";
import { samplePictureUrl, withSamplePictures } from "emails/sample/pictures";
import { compileTemplate, compileWording } from "~/content/compile";
import { type Language, languages } from "~/content/language";
import type { RenderInputs } from "~/content/render-inputs";
import { shippedSettings } from "~/content/settings";
import { type TemplateKey, templates } from "~/content/templates";
import { answerLabel, wording } from "~/content/wording";
import { lanternLane } from "../content/lantern-lane";

/** What a mail is looked at with: its name, and a template's HTML in it. */
export const mailVariants: readonly (readonly [string, (key: TemplateKey) => Promise<string>])[] = [
  ...languages.map((language) => [language, (key: TemplateKey) => inLanguage(key, language)] as const),
  ["rtl", rightToLeft],
  ["twelve", (key) => rendered(key, "de", manyOf(templates[key].sample))],
  ["bare", (key) => rendered(key, "en", bareOf(templates[key].sample))],
  ["hero", withHero],
];

async function rendered(key: TemplateKey, language: Language, inputs: RenderInputs): Promise<string> {
  const { render } = await compileTemplate(key, lanternLane, language);
  return withSamplePictures(render(inputs).html);
}

const deadlines = {
  en: "Wednesday, 23 September at 18:00",
  de: "Donnerstag, 24. September um 18:00 Uhr",
  fr: "mercredi 23 septembre à 18:00",
  es: "miércoles, 23 de septiembre, 18:00",
  ja: "9月23日水曜日 18:00",
} as const satisfies Record<Language, string>;

/** With an offer that ends. */
function inLanguage(key: TemplateKey, language: Language): Promise<string> {
  const template = templates[key];
  const answers = template.sample.answers.map((answer) => ({
    ...answer,
    label: answerLabel(template, language, answer),
  }));
  const incentive = { code: "LANTERN-7K2M-Q9XD", offer: "15 %" };
  return rendered(key, language, { ...template.sample, incentive, deadline: deadlines[language], answers });
}

const long = {
  title: "Kirschholz-Salontischchen mit handgewebter Leinenauflage und Aufbewahrungsfach",
  variantTitle: "Dunkelbraun gebeizt / Übergrößenausführung / Donaudampfschifffahrtsgesellschaft",
  price: "¥1,234,567",
};

/** A dozen of each thing that it is about, with titles that take their room. */
function manyOf(inputs: RenderInputs): RenderInputs {
  const many = <T extends object>(all: readonly T[]): T[] =>
    all.length === 0 ? [] : Array.from({ length: 12 }, (_, at) => ({ ...all[at % all.length], ...long }) as T);
  const { items, order, products, recommendations, answers } = inputs;
  return {
    ...inputs,
    contact: { firstName: "Maximiliane-Charlotte" },
    items: items && { ...items, lines: many(items.lines), total: long.price },
    order: order && { ...order, lines: many(order.lines), total: long.price },
    products: many(products),
    recommendations: many(recommendations).slice(0, 8),
    answers: answers.map((answer) => ({
      ...answer,
      label: "Etwas für jemanden, der schon alles hat und nichts braucht",
    })),
  };
}

/** One thing, no picture, nobody's name. */
function bareOf(inputs: RenderInputs): RenderInputs {
  const bare = <T extends object>(all: readonly T[]): T[] => all.slice(0, 1).map((one) => ({ ...one, imageUrl: null }));
  const { items, order, products, recommendations } = inputs;
  return {
    ...inputs,
    contact: { firstName: null },
    items: items && { ...items, lines: bare(items.lines) },
    order: order && { ...order, lines: bare(order.lines) },
    products: bare(products),
    recommendations: bare(recommendations),
  };
}

/** In words of the merchant's own, with a picture of what its reader likes and a paragraph for some. */
async function withHero(key: TemplateKey): Promise<string> {
  const settings = {
    ...shippedSettings(key),
    hero: "category" as const,
    blocks: [...shippedSettings(key).blocks].reverse(),
    texts: { en: { heading: "Unbelievably-good-things-for-the-darker-half-of-the-year, and some more" } },
    messages: [
      {
        id: "a",
        for: { stages: [], segmentIds: [], places: ["DE"], orders: "any" as const },
        texts: { en: "Free delivery in Germany this week." },
      },
    ],
  };
  const { render } = await compileTemplate(key, lanternLane, "en", undefined, settings);
  const hero = {
    imageUrl: samplePictureUrl("throwBlanket"),
    imageAlt: "A folded linen throw with a fringe",
    url: "https://shop.example/products/washed-linen-throw",
  };
  return withSamplePictures(render({ ...templates[key].sample, hero, messages: ["a"] }).html);
}

/** In a language that is written from right to left. We write none yet; its layout is ready for one. */
async function rightToLeft(key: TemplateKey): Promise<string> {
  const template = templates[key];
  const texts = {
    ...template.texts.en,
    heading: "سلتك في انتظارك",
    paragraphs: ["احتفظنا لك بكل ما اخترته، ويمكنك المتابعة من حيث توقفت متى شئت."],
    ...(template.texts.en.action !== undefined && { action: "العودة إلى السلة" }),
  };
  const { render } = await compileWording(template, lanternLane, wording("ar", texts, phrases.en));
  return withSamplePictures(render({ ...template.sample, locale: "ar" }).html);
}
