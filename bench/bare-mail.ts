import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { Pool } from "undici";
import { z } from "zod";
import { serveBare } from "./bare-server";
import { basketOf } from "./catalogue";
import { concatenate, type MailCut } from "./concatenation";
import { type MailWords, mailWords } from "./mail-words";

/**
 * The limit beside a mail from an event: the bare front door, the very same mail concatenated, one POST. No
 * contact, no wait, no consent, no decision, no recommendation, nothing that would survive a crash.
 */
const env = z.object({ SENDGRID_BASE_URL: z.string(), MAIL_CUT: z.string() }).parse(process.env);
const cut = JSON.parse(readFileSync(env.MAIL_CUT, "utf8")) as MailCut;
const sink = new Pool(env.SENDGRID_BASE_URL, { connections: 32, pipelining: 1 });

const checkout = z.object({
  email: z.string(),
  abandoned_checkout_url: z.string(),
  total_price: z.string(),
  customer: z.object({ first_name: z.string() }),
  line_items: z.array(z.object({ title: z.string(), variant_title: z.string(), price: z.string() })),
});

const recommended = basketOf(1, 4).map(({ title, handle, imageUrl, variants: [variant] }) => ({
  title,
  url: `https://bench-store.example/products/${handle}`,
  imageUrl: imageUrl ?? "",
  imageAlt: title,
  price: `€${((variant?.priceMinor ?? 0) / 100).toFixed(2)}`,
  compareAtPrice: "€99.00",
  reason: "A favourite of other customers",
}));

await serveBare((body) => {
  // A failed POST ends the process, and with it the benchmark.
  void post(checkout.parse(JSON.parse(body.toString())));
});

async function post({ email, ...told }: z.infer<typeof checkout>): Promise<void> {
  const words: MailWords = {
    firstName: told.customer.first_name,
    recoveryUrl: told.abandoned_checkout_url,
    total: `€${told.total_price}`,
    unsubscribeUrl: `https://bench.example/u/${randomUUID()}`,
    lines: told.line_items.map(({ title, variant_title, price }) => ({
      title,
      variantTitle: variant_title,
      price: `€${price}`,
      imageUrl: recommended[0]?.imageUrl ?? "",
    })),
    products: recommended,
  };
  const { html, text } = concatenate(cut, mailWords(words));
  const answer = await sink.request({
    method: "POST",
    path: "/v3/mail/send",
    headers: { "content-type": "application/json", authorization: "Bearer SG.bench" },
    body: JSON.stringify({
      personalizations: [{ to: [{ email }], custom_args: { message_id: randomUUID() } }],
      from: { email: "hello@bench-store.example", name: "Bench store" },
      subject: "You left something behind",
      content: [
        { type: "text/plain", value: text },
        { type: "text/html", value: html },
      ],
    }),
  });
  await answer.body.dump();
  if (answer.statusCode !== 202) throw new Error(`The sink answered ${answer.statusCode}.`);
}
