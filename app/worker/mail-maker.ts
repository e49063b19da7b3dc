import { type CompiledTemplate, compileTemplate } from "~/content/compile";
import type { RenderInputs } from "~/content/render-inputs";
import type { TemplateKey } from "~/content/templates";
import type { MailMaker, Prepared } from "~/delivery/message";
import { loadMailFacts } from "./load-mail-facts";
import { loadMailShop, type MailShop } from "./load-mail-shop";
import { loadMailSteps } from "./load-mail-steps";
import { mailInputs } from "./mail-inputs";
import { mailPicks } from "./mail-picks";

/** A mail before it is rendered: the very inputs that are stored with its message. */
interface Mail {
  readonly template: CompiledTemplate;
  readonly inputs: RenderInputs;
}

/**
 * Makes the mails of a shop for delivery, which knows neither recommendations nor content. Prices, stock
 * and products are read when the mail is claimed, not when its run began.
 */
export function mailMaker(shopId: number): MailMaker {
  const mails = new Map<string, Mail>();
  return {
    async prepare(messages, sql) {
      mails.clear();
      const shop = await loadMailShop(sql, shopId);
      const wanted = await loadMailSteps(sql, shopId, messages);
      const facts = await loadMailFacts(sql, shopId, wanted);
      const recommended = await mailPicks(sql, shopId, wanted, facts);
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
        mails.set(messageId, { template, inputs: made.inputs });
        prepared.set(messageId, { kind: "ready", subject: template.subject(made.inputs), inputs: made.inputs });
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
