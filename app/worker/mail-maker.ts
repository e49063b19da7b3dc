import { type CompiledTemplate, compileTemplate } from "~/content/compile";
import type { RenderInputs } from "~/content/render-inputs";
import type { TemplateKey } from "~/content/templates";
import type { MailMaker, Prepared } from "~/delivery/message";
import { linkUrls } from "~/delivery/public-link";
import type { Recommendation } from "~/recommendations/recommendation";
import { loadMailFacts, type MailFacts } from "./load-mail-facts";
import { loadMailShop, type MailShop } from "./load-mail-shop";
import { loadMailSteps } from "./load-mail-steps";
import { mailInputs } from "./mail-inputs";
import { linkedMail } from "./mail-links";
import { mailPicks } from "./mail-picks";

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
      const templateFor = templatesFor(shop);
      const prepared = new Map<string, Prepared>();
      for (const mail of wanted) {
        const { messageId } = mail.message;
        const made = mailInputs(mail, facts, recommended.get(messageId) ?? [], shop);
        if (made.kind === "not-sent") {
          prepared.set(messageId, made);
          continue;
        }
        const template = await templateFor(mail.template.key, mail.step.subject);
        const urlOf = linkUrls(shopId, messageId, shop.linkDomain);
        const { inputs, links } = linkedMail(made.inputs, shop.brand.storefrontUrl, urlOf);
        mails.set(messageId, { template, inputs });
        prepared.set(messageId, { kind: "ready", subject: template.subject(inputs), inputs: made.inputs, links });
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
  return async (key: TemplateKey, subject: string | undefined): Promise<CompiledTemplate> => {
    const name = `${key}/${subject ?? ""}`;
    const template = found.get(name) ?? (await compileTemplate(key, brand, subject));
    found.set(name, template);
    return template;
  };
}
