import { withSamplePictures } from "emails/sample/pictures";
import { Liquid, type Template as ParsedLiquid } from "liquidjs";
import { LRUCache } from "lru-cache";
import type { Brand } from "~/content/brand";
import { compileHtml } from "~/content/compile-html";
import { compose } from "~/content/compose";
import { lookOf } from "~/content/look";
import { mailView } from "~/content/mail-view";
import type { RenderInputs } from "~/content/render-inputs";
import { fillSubject, parseSubject, type Subject, type SubjectValues } from "~/content/subject";
import { type TemplateKey, templates } from "~/content/templates";

export interface RenderedMail {
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
}

/** One template in one brand, ready to be rendered for any number of recipients. */
export interface CompiledTemplate {
  readonly key: TemplateKey;
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
  readonly subject: string;
}

// fetch() joins callers who wait for the same compilation and keeps no failure.
const compiled = new LRUCache<string, CompiledTemplate, Compilation>({
  max: 200,
  fetchMethod: (_key, _stale, { context }) => compileAfresh(context),
});

/**
 * A template compiled for a brand, from memory when it was compiled before. `subject` is the
 * merchant's own, else the template's. Throws when the subject is one that parseSubject refuses.
 */
export function compileTemplate(key: TemplateKey, brand: Brand, subject?: string): Promise<CompiledTemplate> {
  const context = { key, brand, subject: subject ?? templates[key].subject };
  return compiled.forceFetch(JSON.stringify(context), { context });
}

/** What a step shows of its own in its mail. */
export interface Shown {
  readonly incentive?: RenderInputs["incentive"];
  readonly deadline?: RenderInputs["deadline"];
  readonly answers?: readonly { readonly name: string; readonly label: string }[];
}

/** A template rendered with its own sample data, and what its step shows, for previews and test mails. */
export async function renderSample(
  key: TemplateKey,
  brand: Brand,
  subject?: string,
  { incentive = null, deadline = null, answers }: Shown = {},
): Promise<RenderedMail> {
  const { render } = await compileTemplate(key, brand, subject);
  const { sample } = templates[key];
  const mail = render({
    ...sample,
    incentive,
    deadline,
    answers: answers?.map((answer) => ({ ...answer, url: brand.storefrontUrl })) ?? sample.answers,
  });
  return { ...mail, html: withSamplePictures(mail.html) };
}

async function compileAfresh({ key, brand, subject }: Compilation): Promise<CompiledTemplate> {
  const template = templates[key];
  const { language, words } = template;
  const bakedIn = { ...lookOf(brand), language, words, class: template.class };
  const html = htmlEngine.parse(await compileHtml(compose(template.mjml, bakedIn)));
  const text = textEngine.parse(compose(template.text, bakedIn));
  const texts = { subject: subjectOf(key, subject), preheader: subjectOf(key, template.preheader) };
  const parts = { brand, html, text, texts };
  return {
    key,
    render: (inputs) => renderMail(parts, inputs),
    subject: (inputs) => fillSubject(texts.subject, subjectValues(inputs, brand)),
  };
}

interface Parts {
  readonly brand: Brand;
  readonly html: ParsedLiquid[];
  readonly text: ParsedLiquid[];
  readonly texts: { readonly subject: Subject; readonly preheader: Subject };
}

function renderMail({ brand, html, text, texts }: Parts, inputs: RenderInputs): RenderedMail {
  const values = subjectValues(inputs, brand);
  const subject = fillSubject(texts.subject, values);
  const preheader = fillSubject(texts.preheader, values);
  const view = mailView(inputs, brand, { subject, preheader });
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
  };
}

function subjectOf(key: TemplateKey, text: string): Subject {
  const parsed = parseSubject(text);
  if (!parsed.ok) throw new Error(`The text "${text}" of the mail "${key}" can't be used: ${parsed.reason}`);
  return parsed.subject;
}
