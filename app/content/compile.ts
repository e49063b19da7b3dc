import { withSamplePictures } from "emails/sample/pictures";
import { Liquid, type Template as ParsedLiquid } from "liquidjs";
import { LRUCache } from "lru-cache";
import type { HeroKind } from "~/content/blocks";
import type { Brand } from "~/content/brand";
import { compileHtml } from "~/content/compile-html";
import { compose } from "~/content/compose";
import type { Language } from "~/content/language";
import { mailView } from "~/content/mail-view";
import { heroKindOf, ownBakedIn, ownTextsIn, sampleWith } from "~/content/own-wording";
import type { Part } from "~/content/own-words";
import type { RenderInputs } from "~/content/render-inputs";
import { shippedSettings, type TemplateSettings } from "~/content/settings";
import { abouts, fillSubject, parseSubject, type Subject, type SubjectValues } from "~/content/subject";
import type { Template } from "~/content/template";
import { type TemplateKey, templates } from "~/content/templates";
import { answerLabel, type Wording, wordingOf } from "~/content/wording";

export interface RenderedMail {
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
}

/** One template in one brand and one language, ready to be rendered for any number of recipients. */
export interface CompiledTemplate {
  /** Synchronous, about 0.3 ms with its text part. Throws when the inputs hold no usable unsubscribe address. */
  readonly render: (inputs: RenderInputs) => RenderedMail;
  /** The subject alone, as `render` would give it. */
  readonly subject: (inputs: RenderInputs) => string;
}

// A mail of ours needs some 0.3 ms and 100 kB; the limits stop a faulty template, not a slow machine.
const limits = { renderLimit: 5_000, memoryLimit: 5_000_000, parseLimit: 500_000 };
const strictness = { strictVariables: true, strictFilters: true, lenientIf: true, ownPropertyOnly: true };
const htmlEngine = new Liquid({ ...limits, ...strictness, templates: {}, outputEscape: "escape" });
const textEngine = new Liquid({ ...limits, ...strictness, templates: {} });

interface Compilation {
  readonly key: TemplateKey;
  readonly brand: Brand;
  readonly language: Language;
  readonly subject: string;
  readonly settings: TemplateSettings;
}

// fetch() joins callers who wait for the same compilation and keeps no failure.
const compiled = new LRUCache<string, CompiledTemplate, Compilation>({
  max: 200,
  fetchMethod: (_key, _stale, { context: { key, brand, language, subject, settings } }) =>
    compileWording(templates[key], brand, wordingOf(templates[key], language), subject, settings),
});

/**
 * A template compiled for a brand and a language, from memory when it was compiled before. `settings` are what the
 * merchant made of it; a step's own `subject` goes before theirs. Throws when the subject is one that parseSubject
 * refuses.
 */
export function compileTemplate(
  key: TemplateKey,
  brand: Brand,
  language: Language,
  subject?: string,
  settings: TemplateSettings = shippedSettings(key),
): Promise<CompiledTemplate> {
  const theirs = settings.texts[language]?.subject ?? templates[key].texts[language].subject;
  const context = { key, brand, language, subject: subject ?? theirs, settings };
  return compiled.forceFetch(JSON.stringify(context), { context });
}

/** The same for settings that are still being written: kept out of memory, which is for what is sent. */
export function compileDraft(
  key: TemplateKey,
  brand: Brand,
  language: Language,
  settings: TemplateSettings,
): Promise<CompiledTemplate> {
  const template = templates[key];
  const subject = settings.texts[language]?.subject;
  return compileWording(template, brand, wordingOf(template, language), subject, settings);
}

/** What a step shows of its own in its mail, and what the merchant made of its template. */
export interface Shown {
  readonly settings?: TemplateSettings;
  readonly incentive?: RenderInputs["incentive"];
  readonly deadline?: RenderInputs["deadline"];
  readonly answers?: readonly { readonly name: string; readonly label: string }[];
}

/** A template rendered with its own sample data, and what its step shows, for previews and test mails. */
export async function renderSample(
  key: TemplateKey,
  brand: Brand,
  language: Language,
  subject?: string,
  { incentive = null, deadline = null, answers, settings }: Shown = {},
): Promise<RenderedMail> {
  const { render } = await compileTemplate(key, brand, language, subject, settings);
  const template = templates[key];
  const { sample } = template;
  const shown = answers?.map((answer) => ({ ...answer, url: brand.storefrontUrl })) ?? sample.answers;
  const mail = render({
    ...(settings ? sampleWith(sample, settings) : sample),
    locale: language,
    incentive,
    deadline,
    answers: shown.map((answer) => ({ ...answer, label: answerLabel(template, language, answer) })),
  });
  return { ...mail, html: withSamplePictures(mail.html) };
}

/** A template compiled afresh in a wording of any language, also of one that none of our mails is written in. */
export async function compileWording(
  template: Template,
  brand: Brand,
  wording: Wording,
  subject = wording.texts.subject,
  settings?: TemplateSettings,
): Promise<CompiledTemplate> {
  const bakedIn = (part: Part) => ownBakedIn(template, brand, wording, settings, part);
  const html = htmlEngine.parse(await compileHtml(compose(template.mjml, bakedIn("html"))));
  const text = textEngine.parse(compose(template.text, bakedIn("text")));
  const { key } = template;
  const parts: Parts = {
    brand,
    wording,
    html,
    text,
    subject: subjectOf(key, subject),
    preheader: subjectOf(key, ownTextsIn(settings, wording.language.tag)?.preheader ?? wording.texts.preheader),
    heroKind: heroKindOf(template, settings),
  };
  return {
    render: (inputs) => renderMail(parts, inputs),
    subject: (inputs) => fillSubject(parts.subject, subjectValues(inputs, brand), wording.phrases),
  };
}

interface Parts {
  readonly brand: Brand;
  readonly wording: Wording;
  readonly html: ParsedLiquid[];
  readonly text: ParsedLiquid[];
  readonly subject: Subject;
  readonly preheader: Subject;
  readonly heroKind: HeroKind;
}

function renderMail({ brand, wording, html, text, ...parts }: Parts, inputs: RenderInputs): RenderedMail {
  const values = subjectValues(inputs, brand);
  const subject = fillSubject(parts.subject, values, wording.phrases);
  const preheader = fillSubject(parts.preheader, values, wording.phrases);
  const about = abouts(values, wording.phrases);
  const view = mailView(inputs, brand, wording, { subject, preheader, about }, parts.heroKind);
  return {
    subject,
    preheader,
    html: String(htmlEngine.renderSync(html, view)),
    text: String(textEngine.renderSync(text, view)),
  };
}

function subjectValues(inputs: RenderInputs, brand: Brand): SubjectValues {
  return {
    firstName: inputs.contact.firstName,
    product: (inputs.items?.lines ?? inputs.order?.lines ?? inputs.products)[0]?.title ?? null,
    order: inputs.order?.name ?? null,
    shop: brand.shopName,
    sender: brand.senderLine,
  };
}

function subjectOf(key: string, text: string): Subject {
  const parsed = parseSubject(text);
  if (!parsed.ok) throw new Error(`The text "${text}" of the mail "${key}" can't be used: ${parsed.reason}`);
  return parsed.subject;
}
