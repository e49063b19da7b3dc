import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db, pool } from "~/db.server";
import { env } from "~/env.server";
import { storeDelivery } from "~/events/inbox-writer";
import type { DrawnStep } from "~/reports/workflow-flow";
import { loader as home, action as readAgain } from "~/routes/app._index";
import { loader as contacts } from "~/routes/app.contacts._index";
import { loader as contact } from "~/routes/app.contacts.$id";
import { loader as parked, action as replay } from "~/routes/app.parked";
import { loader as segments } from "~/routes/app.segments._index";
import { action as changeSegment, loader as segment } from "~/routes/app.segments.$id";
import { loader as segmentChoices } from "~/routes/app.segments.choices";
import { loader as segmentPreview } from "~/routes/app.segments.preview";
import { action as saveSettings, loader as settings } from "~/routes/app.settings";
import { action as reorder, loader as workflows } from "~/routes/app.workflows._index";
import { action as changeWorkflow, loader as workflow } from "~/routes/app.workflows.$id";
import { hours } from "~/workflows/define";
import { presets } from "~/workflows/presets/presets";
import { mintIdToken } from "../../sandbox/admin/id-token";
import { openWorld, senderKey, type World } from "../world";

let shop: World;
beforeAll(async () => {
  shop = await openWorld();
});
afterAll(() => shop.close());

const lines = [{ handle: "dune-table-lamp", quantity: 1 }];

describe("one contact", () => {
  it("tells what was sent, and shows the mail as it was received", async () => {
    shop.shopper.beginCheckout({ email: "ada@example.com", firstName: "Ada", acceptsMarketing: true, lines });
    await shop.after(hours(1));
    const page = await contactPage("ada@example.com");
    const sent = page.timeline.entries.find(({ kind }) => kind === "mail");
    expect(sent?.title).toMatch(/^Sent: “/);

    const opened = await contactPage("ada@example.com", `?mail=${sent?.messageId}`);
    expect(opened.mail?.html).toContain("Dune Table Lamp");
    expect(opened.mail?.subject).toBe(shop.sandbox.mailbox.to("ada@example.com")[0]?.subject);
  });

  it("says why there was no mail, when the box was not ticked", async () => {
    shop.shopper.beginCheckout({ email: "bob@example.com", firstName: "Bob", acceptsMarketing: false, lines });
    await shop.after(hours(1));
    const { timeline, profile } = await contactPage("bob@example.com");
    expect(profile.consent).toBe("Has not agreed to marketing e-mails");
    expect(timeline.entries.filter(({ kind }) => kind === "mail")).toEqual([]);
    expect(timeline.entries.map(({ detail }) => detail).join("\n")).toContain("did not agree to marketing mails");
  });

  it("is nobody, when another contact's mail is asked for", async () => {
    const ada = await contactPage("ada@example.com");
    const messageId = ada.timeline.entries.find((entry) => entry.messageId)?.messageId;
    expect((await contactPage("bob@example.com", `?mail=${messageId}`)).mail).toBeNull();
  });

  it("is a page that does not exist, when no such contact is known", async () => {
    for (const id of ["nope", "019ab000-0000-7000-8000-000000000001"]) {
      await expect(contact(visit("/app/contacts/x", { id }))).rejects.toMatchObject({ status: 404 });
    }
  });
});

describe("the list of contacts", () => {
  it("finds by name, and keeps the search in the next page's address", async () => {
    const { contacts: found, search } = await contacts(visit("/app/contacts?q=ada"));
    expect(search).toBe("ada");
    expect(found.map(({ email }) => email)).toContain("ada@example.com");
    expect(found.every(({ email, name }) => /ada/i.test(`${email} ${name}`))).toBe(true);
  });
});

describe("home", () => {
  it("says what runs, what was sent, and that nothing is left to set up", async () => {
    const page = await home(visit("/app"));
    expect(page.state).toBe("Running: Checkout abandonment is on.");
    expect(page.setup).toBeNull();
    expect(page.figures[0]).toMatchObject({ title: "Mails sent", value: "1" });
    expect(page.comingUp).toMatchObject([{ contact: "Ada", workflow: "Checkout abandonment" }]);
  });
});

describe("the store's past", () => {
  it("is told in numbers, and read again when the merchant asks", async () => {
    expect((await home(visit("/app"))).reading).toMatchObject({
      isDone: true,
      kinds: [{ title: "Products" }, { detail: "200 customers read" }, { percent: 100, problem: null }],
    });
    expect(await readAgain(post("/app", { intent: "read-again" }))).toEqual({ toast: "Reading your store again" });
    const { reading } = await home(visit("/app"));
    expect(reading).toMatchObject({
      isDone: false,
      kinds: [
        { title: "Reading your products", detail: "Shopify is writing them down", percent: 0 },
        { title: "Reading your customers" },
        { title: "Reading your orders" },
      ],
    });
  });
});

describe("the workflows", () => {
  it("are listed in the order in which they speak, which a merchant changes", async () => {
    const titles = async () => (await workflows(visit("/app/workflows"))).workflows.map(({ title }) => title);
    const [first, second, ...rest] = await titles();
    const move = (direction: string) =>
      reorder(post("/app/workflows", { intent: "move", workflowId: "back-in-stock", direction }));
    expect(await move("up")).toEqual({ toast: "Order changed" });
    expect(await titles()).toEqual([second, first, ...rest]);
    expect(await move("up")).toEqual({});
    await move("down");
    expect(await titles()).toEqual([first, second, ...rest]);
  });

  it("stand along the customer's journey, each once", async () => {
    const { stages, workflows: all } = await workflows(visit("/app/workflows?by=stage"));
    expect(stages.map(({ title }) => title)).toEqual([
      "Getting to know you",
      "Deciding",
      "Buying",
      "Coming back",
      "Staying",
    ]);
    expect(stages.flatMap((stage) => stage.workflows)).toHaveLength(all.length);
  });
});

describe("a workflow", () => {
  const id = "checkout-abandonment";
  const pageOf = async (query = "", workflowId = id) =>
    (await workflow(visit(`/app/workflows/${workflowId}${query}`, { id: workflowId }))).page;
  const change = (form: Record<string, string>, workflowId = id) =>
    changeWorkflow(post(`/app/workflows/${workflowId}`, form, { id: workflowId }));

  it("draws each one with its ways, and opens every step of it", async () => {
    for (const { id: each } of presets) {
      const { flow } = await pageOf("", each);
      const names = namesIn(flow?.steps ?? []);
      expect(names.length).toBeGreaterThan(0);
      for (const name of names) {
        const { flow: opened } = await pageOf(`?step=${name}`, each);
        expect(opened?.panel?.name).toBe(name);
      }
    }
  });

  it("shows a step's settings and its mail when its name is in the address", async () => {
    const { flow } = await pageOf("?step=reminder");
    expect(flow?.panel).toMatchObject({ kind: "send", mail: { subject: "", isOff: false } });
    expect(flow?.panel?.kind === "send" && flow.panel.mail.preview.html).toContain("Lantern &amp; Lane");
    expect(flow?.steps.map(({ name }) => name)).toEqual(["cool-off", "reminder", "sleep-on-it", "did-they-click"]);
    expect(flow?.steps.at(-1)?.ways.map(({ label }) => label)).toEqual(["Yes", "No"]);
  });

  it("takes another wait as a new version, tells what changed, and takes it back", async () => {
    const set = { intent: "step", step: "cool-off", kind: "wait", amount: "3", unit: "hours" };
    expect(await change(set)).toEqual({ toast: "Saved" });
    const { flow, version } = await pageOf("?step=cool-off");
    expect(version).toBe(2);
    expect(flow?.panel).toMatchObject({ kind: "wait", length: { amount: 3, unit: "hours" }, title: "Wait 3 hours" });
    expect((await pageOf("?show=versions")).versions).toMatchObject([
      { version: 2, isCurrent: true, changes: ["Wait “cool off”: 1 hour → 3 hours"] },
      { version: 1, isCurrent: false, changes: [] },
    ]);
    expect(await change({ intent: "restore", version: "1" })).toEqual({ toast: "Restored" });
    expect((await pageOf()).version).toBe(3);
  });

  it("takes who gets it, holdout, cap and hours", async () => {
    const conditions = JSON.stringify([{ is: "orders-count", op: "at-least", count: 2 }]);
    expect(await change({ intent: "audience", conditions })).toEqual({ toast: "Saved" });
    const limits = { holdout: "10", mails: "2", amount: "7", unit: "days", from: "8", to: "20" };
    expect(await change({ intent: "limits", ...limits })).toEqual({ toast: "Saved" });
    const { settings: set } = await pageOf();
    expect(set?.own).toEqual(JSON.parse(conditions));
    expect(set?.limits).toEqual({
      holdout: 10,
      cap: { mails: 2, length: { amount: 7, unit: "days" } },
      window: { from: 8, to: 20 },
    });
    await change({ intent: "audience", conditions: "[]" });
    await change({ intent: "limits", ...limits, holdout: "0", mails: "", from: "" });
    expect((await pageOf()).settings?.limits).toEqual({ holdout: 0, cap: null, window: null });
  });

  const mail = { intent: "step", kind: "send", step: "reminder", subject: "", code: "", offer: "", isOff: "false" };
  it.each([
    [{ intent: "step", kind: "wait", step: "cool-off", amount: "0", unit: "hours" }, "“cool off”: Enter at least 1."],
    [{ intent: "step", kind: "wait", step: "cool-off", amount: "soon", unit: "hours" }, /How long must be a number/],
    [{ ...mail, subject: "Hi {{ password }}" }, /“reminder”: \{\{ password \}\} is not known here/],
    [{ ...mail, code: "TEN" }, "“reminder”: An offer needs both: the code, and what it gives."],
    [{ intent: "step", kind: "branch", step: "did-they-click", when: "{}" }, /Finish the condition/],
    [{ intent: "step", kind: "branch", step: "did-they-click", when: "no JSON" }, /could not be read/],
    [{ intent: "audience", conditions: '[{"is":"stage","of":[]}]' }, /^Who gets it: Finish the condition/],
    [{ intent: "audience", conditions: '[{"is":"clicked","step":"reminder"}]' }, /cannot depend on a mail/],
    [{ intent: "restore", version: "77" }, /There is no such version/],
  ])("refuses %o and says why", async (form, problem) => {
    const answer = await change(form);
    expect(answer.toast).toBeUndefined();
    expect(answer.problem).toMatch(problem);
  });

  it("leaves the order confirmation out until Shopify's own is off", async () => {
    const confirm = { ...mail, step: "confirmation" };
    expect((await change(confirm, "post-purchase")).problem).toContain("Shopify sends this mail too");
    expect(await change({ ...confirm, isShopifysOff: "true" }, "post-purchase")).toEqual({ toast: "Saved" });
  });

  it("tells what was decided, about whom, and how often", async () => {
    const { decisions } = await pageOf("?show=decisions");
    expect(decisions?.counts.find(({ outcome }) => outcome === "not-started")?.count).toBe(1);
    const { decisions: only } = await pageOf("?show=decisions&outcome=not-started");
    expect(only?.latest).toMatchObject([
      { contact: { name: "Bob" }, sentence: expect.stringContaining("did not agree to marketing mails") },
    ]);
    expect((await pageOf("?show=decisions&outcome=nothing")).decisions?.outcome).toBeNull();
  });

  it("says how Shopify's own mail is turned off, and how fast a backlog comes in", async () => {
    expect((await pageOf()).shopifysMail?.steps.join(" ")).toContain("Messaging");
    expect((await pageOf("", "re-engagement")).pace).toMatchObject({ waiting: expect.any(Number) });
    expect((await pageOf()).pace).toBeNull();
  });

  it("sends a test of the step as it is set", async () => {
    await change({ ...mail, subject: "Your lamp waits", code: "TEN", offer: "10 % off" });
    expect(await change({ intent: "test", step: "reminder", to: "merchant@example.com" })).toEqual({
      toast: "Test mail sent",
    });
    expect(shop.sandbox.mailbox.to("merchant@example.com")[0]?.subject).toContain("Your lamp waits");
    expect((await change({ intent: "test", step: "cool-off", to: "merchant@example.com" })).problem).toBeDefined();
  });

  it("is not turned on while nobody is named as the sender, and can always be turned off", async () => {
    await db.shop.update({ where: { shopId: shop.shopId }, data: { postalAddress: null } });
    expect(await turn(false)).toEqual({ toast: "Turned off" });
    expect((await turn(true)).problem).toContain("postal address");
    expect(await isOn()).toBe(false);
    await db.shop.update({ where: { shopId: shop.shopId }, data: { postalAddress: "Lindenstraße 12, Berlin" } });
    expect(await turn(true)).toEqual({ toast: "Turned on" });
    expect(await isOn()).toBe(true);
  });

  const turn = (wish: boolean) => change({ intent: "switch", isOn: String(wish) });
  const isOn = async () => (await pageOf()).isOn;
});

function namesIn(steps: readonly DrawnStep[]): string[] {
  return steps.flatMap(({ name, ways }) => [name, ...ways.flatMap((way) => namesIn(way.steps))]);
}

describe("a segment", () => {
  const rule = (tag: string[]) => JSON.stringify({ is: "group", match: "all", rules: [{ is: "tagged", of: tag }] });
  const preview = (text: string) =>
    segmentPreview(visit(`/app/segments/preview?${new URLSearchParams({ rule: text })}`));

  it("is counted and told while it is written, and says where it is not finished", async () => {
    const answer = await preview(rule(["vip"]));
    expect(answer).toMatchObject({ kind: "counted", told: "Is tagged “vip”", members: expect.any(Number) });
    expect(answer.kind === "counted" && answer.sample.length).toBeGreaterThan(0);
    expect(await preview(rule([]))).toEqual({ kind: "invalid", errors: { "rules.0.of": "Choose at least one." } });
    expect(await preview("{ no JSON")).toMatchObject({ kind: "invalid" });
  });

  it("waits for Shopify where it asks for one of Shopify's own", async () => {
    const segment = { is: "shopify-segment", segment: { id: "4600000000003", name: "Email subscribers" } };
    const answer = await preview(JSON.stringify({ is: "group", match: "all", rules: [segment] }));
    expect(answer).toEqual({ kind: "unread", told: "Is in Shopify's segment “Email subscribers”" });
  });

  it("offers what the shop has", async () => {
    const labels = async (kind: string, q: string) => {
      const { choices } = await segmentChoices(visit(`/app/segments/choices?${new URLSearchParams({ kind, q })}`));
      return choices.map(({ label }) => label);
    };
    expect(await labels("product", "dune")).toEqual(["Dune Table Lamp"]);
    expect(await labels("customer-tag", "")).toContain("vip");
    expect(await labels("country", "germ")).toEqual(["Germany"]);
    expect(await labels("shopify-segment", "subscribers")).toEqual(["Email subscribers"]);
  });

  it("is saved, changed, and removed", async () => {
    const made = await changeSegment(
      post("/app/segments/new", { intent: "save", name: "VIPs", rule: rule(["vip"]) }, { id: "new" }),
    );
    const id = (made instanceof Response ? null : made.segmentId) ?? "";
    expect(made).toEqual({ toast: "Saved", segmentId: id });
    await shop.settle();
    expect((await segments(visit("/app/segments"))).segments).toMatchObject([
      { name: "VIPs", told: "Is tagged “vip”" },
    ]);
    const again = await changeSegment(
      post("/app/segments/new", { intent: "save", name: "VIPs", rule: rule([]) }, { id: "new" }),
    );
    expect(again).toEqual({ errors: { "rule.rules.0.of": "Choose at least one." } });
    const gone = await changeSegment(post(`/app/segments/${id}`, { intent: "remove" }, { id }));
    expect(gone).toMatchObject({ status: 302 });
    await expect(segment(visit(`/app/segments/${id}`, { id }))).rejects.toMatchObject({ status: 404 });
  });
});

describe("settings", () => {
  const sender = {
    intent: "sender",
    senderName: "Lantern & Lane",
    senderEmail: "not an address",
    replyTo: "",
    postalAddress: "Lindenstraße 12, 10969 Berlin",
  };

  it("names the field at fault and saves nothing", async () => {
    const answer = await saveSettings(post("/app/settings", sender));
    expect(Object.keys(answer.errors ?? {})).toEqual(["senderEmail"]);
    expect((await settings(visit("/app/settings"))).sender.senderEmail).toBe("hello@lantern-lane.example");
  });

  it("never hands the key out again", async () => {
    const page = await settings(visit("/app/settings"));
    expect(page.isConnected).toBe(true);
    expect(JSON.stringify(page)).not.toContain(senderKey);
  });
});

describe("messages that could not be read", () => {
  it("are shown with their reason, and tried again", async () => {
    const at = new Date();
    await storeDelivery({
      shopId: shop.shopId,
      source: "shopify",
      deliveryId: "broken-1",
      topic: "orders/create",
      eventId: null,
      apiVersion: null,
      triggeredAt: at,
      receivedAt: at,
      payload: Buffer.from("{"),
    });
    await shop.settle();
    const { deliveries } = await parked(visit("/app/parked"));
    expect(deliveries).toMatchObject([{ deliveryId: "broken-1", topic: "orders/create" }]);
    expect(deliveries[0]?.reason).not.toBe("");

    const form = { source: "shopify", deliveryId: "broken-1" };
    expect(await replay(post("/app/parked", form))).toEqual({ toast: "Tried again" });
    expect((await parked(visit("/app/parked"))).deliveries).toEqual([]);
    expect(await replay(post("/app/parked", form))).toEqual({ toast: "It was already tried again" });
  });
});

describe("a stranger", () => {
  it("is sent to fetch a session token, or refused", async () => {
    const request = new Request(`${env.SHOPIFY_APP_URL}/app`, {
      headers: { ...browser, authorization: "Bearer forged" },
    });
    await expect(home({ request, params: {}, context: {} })).rejects.toMatchObject({ status: 401 });
    const bare = new Request(`${env.SHOPIFY_APP_URL}/app`, { headers: browser });
    await expect(home({ request: bare, params: {}, context: {} })).rejects.toMatchObject({ status: 302 });
  });
});

const browser = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36" };

/** What Remix hands a loader for a request that App Bridge signed. */
function visit(path: string, params: Record<string, string> = {}) {
  return { request: new Request(`${env.SHOPIFY_APP_URL}${path}`, { headers: signed() }), params, context: {} };
}

function post(path: string, form: Record<string, string>, params: Record<string, string> = {}) {
  const request = new Request(`${env.SHOPIFY_APP_URL}${path}`, {
    method: "POST",
    headers: signed(),
    body: new URLSearchParams(form),
  });
  return { request, params, context: {} };
}

function signed() {
  const token = mintIdToken({
    url: "",
    publicAppUrl: env.SHOPIFY_APP_URL,
    appUrl: "",
    apiKey: env.SHOPIFY_API_KEY,
    apiSecret: env.SHOPIFY_API_SECRET,
    dataFolder: null,
  });
  return { ...browser, authorization: `Bearer ${token}` };
}

async function contactPage(email: string, query = "") {
  const { rows } = await pool.query<{ id: string }>(
    "SELECT contact_id AS id FROM contacts WHERE shop_id = $1 AND email = $2",
    [shop.shopId, email],
  );
  return contact(visit(`/app/contacts/x${query}`, { id: rows[0]?.id ?? "" }));
}
