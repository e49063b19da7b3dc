import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shippedSettings, type TemplateSettings } from "~/content/settings";
import { db } from "~/db.server";
import type { TemplatePreview } from "~/reports/template-preview";
import { loader as contact } from "~/routes/app.contacts.$id";
import { action, loader } from "~/routes/app.content.$template";
import { action as preview } from "~/routes/app.content.$template.preview";
import { loader as contacts } from "~/routes/app.content.contacts";
import { hours } from "~/workflows/define";
import { visit } from "../visit";
import { openWorld, type World } from "../world";

let shop: World;
let adaId: string;

beforeAll(async () => {
  shop = await openWorld();
  const lines = [{ handle: "dune-table-lamp", quantity: 2 }];
  shop.shopper.beginCheckout({ email: "ada@example.com", firstName: "Ada", acceptsMarketing: true, lines });
  await shop.settle();
  adaId = (await db.contact.findFirstOrThrow({ where: { shopId: shop.shopId, email: "ada@example.com" } })).contactId;
});
afterAll(() => shop.close());

const template = "checkout-reminder";
const params = { template };
const shipped = shippedSettings(template);
const headed = (heading: string): TemplateSettings => ({ ...shipped, texts: { en: { heading } } });
const page = (search = "") => loader(visit(`/app/content/${template}${search}`, params));

function post(path: string, body: BodyInit, headers: Record<string, string> = {}) {
  const { request, ...rest } = visit(path, params);
  const all = new Headers(request.headers);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  return { ...rest, request: new Request(request.url, { method: "POST", body, headers: all }) };
}

const act = (fields: Record<string, string>) => action(post(`/app/content/${template}`, new URLSearchParams(fields)));
const save = (base: number, settings: unknown) =>
  act({ intent: "save", base: String(base), settings: JSON.stringify(settings) });

async function shownAs(settings: unknown, contactId: string | null, key = template): Promise<TemplatePreview> {
  const body = JSON.stringify({ settings, language: "en", contactId });
  const request = post(`/app/content/${key}/preview`, body, { "content-type": "application/json" });
  return (await preview({ ...request, params: { template: key } })).json();
}

describe("the editor of a mail", () => {
  it("says what may be changed, and shows it as it is", async () => {
    const { page: told, preview: first } = await page();
    expect(told).toMatchObject({
      name: "Checkout reminder",
      version: 0,
      sentBy: [{ workflowId: "checkout-abandonment" }],
    });
    expect(told.form.fields).toEqual(["subject", "preheader", "heading", "paragraphs", "action", "picks"]);
    expect(told.form.tags.map(({ tag }) => tag)).toEqual([
      "{{ first_name }}",
      "{{ product }}",
      "{{ shop }}",
      "{{ sender }}",
    ]);
    expect(first).toMatchObject({ kind: "shown", subject: expect.stringMatching(/^You left .+ behind$/) });
    await expect(loader(visit("/app/content/nope", { template: "nope" }))).rejects.toMatchObject({ status: 404 });
  });

  it("shows a draft as a sample, or with what is a contact's own", async () => {
    const draft = headed("Still there, {{ first_name }}");
    const sample = await shownAs(draft, null);
    expect(sample.kind === "shown" && sample.html).toContain("Still there, Maya");
    const own = await shownAs(draft, adaId);
    if (own.kind !== "shown") throw new Error(JSON.stringify(own));
    expect(own.subject).toBe("You left Dune Table Lamp behind");
    expect(own.html).toContain("Still there, Ada");
    expect(own.text).toMatch(/- 2 x Dune Table Lamp/);
    expect((await page()).page.version).toBe(0);
    expect((await page(`?as=${adaId}`)).contact?.name).toContain("ada@example.com");
    expect((await contacts(visit("/app/content/contacts?q=ada%40exam"))).contacts).toMatchObject([
      { contactId: adaId },
    ]);
  });

  it("says why a contact would get none", async () => {
    const nothing = await shownAs(shippedSettings("order-thanks"), adaId, "order-thanks");
    expect(nothing).toEqual({ kind: "nothing", why: "This contact has not ordered yet." });
    const gone = await shownAs(shipped, "019ab000-0000-7000-8000-000000000001");
    expect(gone).toMatchObject({ kind: "nothing", why: expect.stringContaining("no such contact") });
  });

  it("says what is wrong beside its field, and saves nothing of it", async () => {
    expect(await shownAs(headed("{{ email }}"), null)).toMatchObject({
      kind: "refused",
      errors: { "texts.en.heading": expect.stringContaining("{{ email }} is not known here") },
    });
    expect((await save(0, headed("{{ email }}"))).problem).toContain("not right yet");
    expect((await page()).page.version).toBe(0);
  });

  it("saves versions, tells what each changed, and brings back an older one", async () => {
    expect(await save(0, headed("Still there"))).toEqual({ toast: "Saved" });
    expect((await save(0, headed("Overtaken"))).problem).toContain("Version 1 was saved meanwhile");
    expect(await save(1, { ...headed("Still there"), blocks: ["ask", "picks"], products: 2 })).toEqual({
      toast: "Saved",
    });
    const { versions, settings } = (await page()).page;
    expect(settings.products).toBe(2);
    expect(versions.map(({ version, isCurrent, changes }) => ({ version, isCurrent, changes }))).toEqual([
      {
        version: 2,
        isCurrent: true,
        changes: [
          "Below the text: recommended products → an offer to help, recommended products",
          "Recommended products, at most: as the workflow says → 2",
        ],
      },
      {
        version: 1,
        isCurrent: false,
        changes: ["Heading, English: “You left something lovely behind” → “Still there”"],
      },
      { version: 0, isCurrent: false, changes: [] },
    ]);
    expect(await act({ intent: "restore", version: "1" })).toEqual({ toast: "Restored" });
    expect((await page()).page).toMatchObject({ version: 3, settings: headed("Still there") });
  });

  it("sends what it shows as a test", async () => {
    const sent = await act({
      intent: "test",
      to: "mara@lantern-lane.example",
      settings: JSON.stringify(headed("A test for {{ first_name }}")),
      language: "en",
      contactId: adaId,
    });
    expect(sent).toEqual({ toast: "Test mail sent" });
    expect(shop.sandbox.mailbox.to("mara@lantern-lane.example")[0]?.subject).toBe("You left Dune Table Lamp behind");
  });

  it("is what shoppers get, and what their mail was stays to be seen when it was changed since", async () => {
    await shop.after(hours(1));
    const [mail] = shop.sandbox.mailbox.to("ada@example.com");
    expect(JSON.stringify(mail)).toContain("Still there");
    await save(3, headed("Something else"));
    const path = `/app/contacts/${adaId}`;
    const { timeline } = await contact(visit(path, { id: adaId }));
    const messageId = timeline.entries.find((entry) => entry.messageId)?.messageId;
    const opened = await contact(visit(`${path}?mail=${messageId}`, { id: adaId }));
    expect(opened.mail?.html).toContain("Still there");
  });
});
