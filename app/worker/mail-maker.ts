import { now } from "~/clock";
import { type CompiledTemplate, compileTemplate } from "~/content/compile";
import { type Language, languageOf } from "~/content/language";
import type { RenderInputs } from "~/content/render-inputs";
import type { MailMaker, Prepared } from "~/delivery/message";
import { linkUrls } from "~/delivery/public-link";
import type { Recommendation } from "~/recommendations/recommendation";
import { loadHeroes } from "./load-heroes";
import { loadMailFacts, type MailFacts } from "./load-mail-facts";
import { loadMailShop, type MailShop } from "./load-mail-shop";
import { loadMailSteps, type MailToMake } from "./load-mail-steps";
import { mailInputs } from "./mail-inputs";
import { linkedMail } from "./mail-links";
import { mailMarkets } from "./mail-markets";
import { mailMessages } from "./mail-messages";
import { mailOffers } from "./mail-offers";
import { mailPicks } from "./mail-picks";
import { withOffer } from "./offer-inputs";

/** A mail before it is rendered: the inputs that are stored with its message, with our own links in them. */
interface Mail {
  readonly template: CompiledTemplate;
  readonly inputs: RenderInputs;
}

/** What mails would show was read too long ago. Nothing was sent; once it was read anew they can be made. */
export class StaleCatalogueError extends Error {
  override readonly name = "StaleCatalogueError";

  constructor(readonly productIds: readonly string[]) {
    super(`${productIds.length} products were read too long ago`);
  }
}

/**
 * Makes the mails of a shop for delivery, which knows neither recommendations nor content. Prices, stock
 * and products are read when the mail is claimed, not when its run began. Preparing throws a StaleCatalogueError where
 * one that a mail shows was last read before `freshSince`; null takes what is known.
 */
export function mailMaker(shopId: number, freshSince: Date | null = null): MailMaker {
  const mails = new Map<string, Mail>();
  return {
    async prepare(messages, sql) {
      mails.clear();
      const shop = await loadMailShop(sql, shopId);
      const wanted = await loadMailSteps(sql, shopId, messages);
      const facts = await loadMailFacts(sql, shopId, wanted);
      const recommended = await mailPicks(sql, shopId, wanted, facts);
      if (freshSince) refuseStale(facts, recommended, freshSince);
      const at = now();
      const markets = await mailMarkets(sql, shop, wanted, facts, recommended, at);
      const heroes = await loadHeroes(sql, shop, wanted, at);
      const messagesOf = await mailMessages(sql, shopId, wanted);
      const prepared = new Map<string, Prepared>();
      const ready: { mail: MailToMake; inputs: RenderInputs }[] = [];
      for (const mail of wanted) {
        const { messageId } = mail.message;
        const market = markets.get(messageId);
        if (market?.kind === "wait") {
          prepared.set(messageId, market);
          continue;
        }
        const personal = {
          market: market?.market ?? null,
          hero: heroes.get(mail.run.contactId) ?? null,
          messages: messagesOf.get(messageId) ?? [],
        };
        const made = mailInputs(mail, facts, recommended.get(messageId) ?? [], shop, personal);
        if (made.kind === "not-sent") prepared.set(messageId, made);
        else ready.push({ mail, inputs: made.inputs });
      }
      const offers = await mailOffers(
        sql,
        shop,
        ready.map(({ mail }) => mail),
        at,
      );
      const templateFor = templatesFor(shop);
      for (const { mail, inputs: bare } of ready) {
        const { messageId } = mail.message;
        const offer = offers.get(messageId);
        if (offer?.kind === "wait") {
          prepared.set(messageId, offer);
          continue;
        }
        const stored = offer ? withOffer(bare, offer, mail.run, shop) : bare;
        const template = await templateFor(mail, languageOf(stored.locale));
        const urlOf = linkUrls(shopId, messageId, shop.linkDomain);
        const { inputs, links } = linkedMail(stored, shop.brand.storefrontUrl, urlOf);
        mails.set(messageId, { template, inputs });
        const notes = offer && "notes" in offer ? offer.notes : [];
        prepared.set(messageId, { kind: "ready", subject: template.subject(inputs), inputs: stored, links, notes });
      }
      return prepared;
    },
    render({ messageId }) {
      const mail = mails.get(messageId);
      if (!mail) throw new Error("a mail is rendered before it was prepared");
      return mail.template.render(mail.inputs);
    },
  };
}

function refuseStale(
  { products, variants }: MailFacts,
  recommended: ReadonlyMap<string, readonly Recommendation[]>,
  freshSince: Date,
): void {
  const shown = [...products.values(), ...variants.values(), ...[...recommended.values()].flat()];
  const stale = shown.flatMap(({ productId, readAt }) => (readAt < freshSince ? [productId] : []));
  if (stale.length > 0) throw new StaleCatalogueError([...new Set(stale)]);
}

/** Each template once a batch: to find one in memory takes the whole brand as its key. */
function templatesFor({ brand }: MailShop) {
  const found = new Map<string, CompiledTemplate>();
  return async ({ template: { key }, step: { subject }, own }: MailToMake, language: Language) => {
    const name = `${key}/${language}/${subject ?? ""}`;
    const template = found.get(name) ?? (await compileTemplate(key, brand, language, subject, own.settings));
    found.set(name, template);
    return template;
  };
}
