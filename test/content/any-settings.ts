import fc from "fast-check";
import { buyers } from "~/content/custom-messages";
import { editableParts, type TextField } from "~/content/editable-parts";
import { languages } from "~/content/language";
import { written } from "~/content/merge-text";
import { longest, MOST_PARAGRAPHS, MOST_PRODUCTS } from "~/content/settings";
import type { TemplateKey } from "~/content/templates";

/** Pieces that HTML, Liquid, MJML, the composer or a mail server would take for more than text. */
const nasty = [
  "</td></tr></table>",
  "<script>alert(1)</script>",
  "<!--[if mso]>",
  "]]>",
  "[[ shop.name ]]",
  "[% raw %]",
  "{",
  "}",
  "{#",
  "&amp;",
  "& < > \" '",
  ' class=""',
  "$& $1",
  "\\",
  "javascript:alert(1)",
  "🕯️ ja 日本語 مرحبا",
];

/** Texts of a field as a merchant might write them, also those that are refused. */
function anyText(key: TemplateKey, most: number): fc.Arbitrary<string> {
  const tags = editableParts(key).tags.map(written);
  const piece = fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom(...nasty), fc.constantFrom(...tags));
  return fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(" ").slice(0, most).trim());
}

/** Settings of a template in the shape of a form's; most of them are ones that it accepts. */
export function anySettings(key: TemplateKey): fc.Arbitrary<unknown> {
  const { fields, blocks, hero } = editableParts(key);
  const text = (most: number) => anyText(key, most);
  const own = {
    subject: text(longest.subject),
    preheader: text(longest.preheader),
    heading: text(longest.heading),
    paragraphs: fc.array(text(longest.paragraph), { minLength: 1, maxLength: MOST_PARAGRAPHS }),
    question: text(longest.question),
    points: fc.array(fc.record({ title: text(longest.title), text: text(longest.text) }), {
      minLength: 1,
      maxLength: 4,
    }),
    action: text(longest.action),
    picks: text(longest.picks),
  } satisfies Record<TextField, fc.Arbitrary<unknown>>;
  const ownTexts = fc.record(Object.fromEntries(fields.map((field) => [field, own[field]])), { requiredKeys: [] });
  const texts = fc.record(Object.fromEntries(languages.map((language) => [language, ownTexts])), { requiredKeys: [] });
  const audience = fc.record({
    stages: fc.constantFrom([], ["loyal"]),
    segmentIds: fc.constant([]),
    places: fc.constantFrom([], ["DE", "CA-BE"]),
    orders: fc.constantFrom(...buyers),
  });
  const message = (id: string) =>
    fc.record({ id: fc.constant(id), for: audience, texts: fc.record({ en: text(longest.paragraph) }) });
  return fc.record({
    texts,
    hero: fc.constantFrom(...hero.possible),
    products: fc.option(fc.integer({ min: 1, max: MOST_PRODUCTS })),
    blocks: fc.shuffledSubarray([...blocks.possible]),
    isSigned: fc.boolean(),
    messages: fc.tuple(message("a"), message("b"), message("c")).chain((all) => fc.subarray(all)),
  });
}
