import type { SendgridMail } from "~/sendgrid.server";

/** Who a shop's mails come from. */
export interface MailSender {
  readonly name: string;
  readonly email: string;
  readonly replyTo: string | null;
}

export interface RenderedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

export interface Composition {
  /** `messageId` is null for a test mail, which no event has to find its way back to. */
  readonly message: { readonly messageId: string | null; readonly workflowId: string | null; readonly email: string };
  readonly shop: { readonly shopId: number; readonly sender: MailSender };
  readonly rendered: RenderedMail;
  /** Null leaves the unsubscribe headers out: a test mail, or a class that cannot be unsubscribed from. */
  readonly unsubscribeUrl: string | null;
}

/**
 * The body of POST /v3/mail/send. Its custom_args let SendGrid's events find the message; neither they
 * nor the categories hold personal data. SendGrid's open tracking is on, because it tells a mail program's own loading
 * from a reader's; the rest of its rewriting is off: links are our own.
 */
export function composeRequest({ message, shop, rendered, unsubscribeUrl }: Composition): SendgridMail {
  const { sender } = shop;
  return {
    personalizations: [
      {
        to: [{ email: message.email }],
        // RFC 8058: one POST without cookies or confirmation takes the reader off the list.
        ...(unsubscribeUrl && {
          headers: {
            "List-Unsubscribe": `<${unsubscribeUrl}>`,
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
          },
        }),
        // Here and not at the top, where SendGrid's published description refuses an object.
        custom_args: { shop_id: String(shop.shopId), ...(message.messageId && { message_id: message.messageId }) },
      },
    ],
    from: { email: sender.email, name: oneLine(sender.name) },
    ...(sender.replyTo && { reply_to: { email: sender.replyTo } }),
    subject: oneLine(rendered.subject),
    content: [
      { type: "text/plain", value: rendered.text },
      { type: "text/html", value: rendered.html },
    ],
    categories: [message.workflowId ?? "test"],
    tracking_settings: {
      click_tracking: { enable: false },
      open_tracking: { enable: true },
      subscription_tracking: { enable: false },
      ganalytics: { enable: false },
    },
  };
}

/** A header's value: whatever a product's or person's name holds, it starts no second header. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ").trim();
}
