import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { now } from "~/clock";
import { pool } from "~/db.server";
import { env } from "~/env.server";
import { loader as home } from "~/routes/app._index";
import { loader as health } from "~/routes/app.health";
import { action as ask } from "~/routes/app.sender";
import { action as save, loader as settings } from "~/routes/app.settings";
import { loader as workflows } from "~/routes/app.workflows._index";
import { action as change, loader as workflow } from "~/routes/app.workflows.$id";
import { hours } from "~/workflows/define";
import { minutes } from "../delivery/a-shop";
import { someMails } from "../delivery/some-mails";
import { visit } from "../visit";
import { openWorld, type World } from "../world";

let shop: World;
beforeAll(async () => {
  shop = await openWorld();
});
afterAll(() => shop.close());
beforeEach(() =>
  pool.query("UPDATE shops SET breaker_until = NULL, breaker_reason = NULL, breaker_said = NULL, is_sandboxed = false"),
);

function post(path: string, form: Record<string, string>, params: Record<string, string> = {}) {
  const { headers } = visit(path).request;
  const request = new Request(`${env.SHOPIFY_APP_URL}${path}`, {
    method: "POST",
    headers,
    body: new URLSearchParams(form),
  });
  return { request, params, context: {} };
}
const asked = (form: Record<string, string>) => ask(post("/app/sender", form));
const pageOf = async () => (await settings(visit("/app/settings"))).senderPage;
const alertsAtHome = async () => (await home(visit("/app"))).alerts.map(({ title }) => title);
const lines = [{ handle: "dune-table-lamp", quantity: 1 }];

describe("who sends", () => {
  it("is verified, and the key can do all that is asked of it", async () => {
    const { abilities, standing } = await pageOf();
    expect(abilities?.every(({ isGranted }) => isGranted)).toBe(true);
    expect(standing).toMatchObject({ isGood: true });
  });

  it("a key that may only send is taken, and says what does not work without the rest", async () => {
    await save(post("/app/settings", { intent: "sendgrid", key: "SG.sandbox-send-only-page" }));
    const { abilities, standing } = await pageOf();
    expect(abilities?.map(({ isGranted }) => isGranted)).toEqual([true, false, false, false]);
    expect(standing?.isGood).toBeNull();
    await save(post("/app/settings", { intent: "sendgrid", key: "SG.sandbox-key" }));
    expect((await pageOf()).standing?.isGood).toBe(true);
  });

  it("a domain is added, looked for, and found", async () => {
    expect(await asked({ intent: "add-domain", domain: "lantern-lane.example" })).toEqual({
      toast: "Paste these rows",
    });
    expect(await asked({ intent: "add-domain", domain: "?" })).toMatchObject({
      errors: { domain: expect.any(String) },
    });
    const look = () => asked({ intent: "check-domain", domain: "lantern-lane.example" });
    expect(await look()).toEqual({ toast: "Not all rows were found yet" });
    expect((await pageOf()).domains[0]?.records.map(({ isFound }) => isFound)).toEqual([true, true, false]);
    expect(await look()).toEqual({ toast: "All rows were found" });
    expect((await pageOf()).standing?.text).toContain("authenticated");
    expect(await asked({ intent: "check-sender" })).toEqual({ toast: "The domain is authenticated" });
  });

  it("sends a test mail", async () => {
    expect(await asked({ intent: "test", to: "mara@example.com" })).toEqual({ toast: "Test mail sent" });
    expect(shop.sent().some((mail) => mail.startsWith("mara@example.com: "))).toBe(true);
    expect(await asked({ intent: "test", to: "mara" })).toMatchObject({ errors: { to: expect.any(String) } });
  });
});

describe("sandbox mode", () => {
  it("is said at home, and nobody gets a mail until it is off again", async () => {
    await asked({ intent: "sandbox", isOn: "true" });
    expect(await alertsAtHome()).toEqual(["Sandbox mode is on: nobody gets a mail"]);
    shop.shopper.beginCheckout({ email: "eve@example.com", firstName: "Eve", acceptsMarketing: true, lines });
    await shop.after(hours(1));
    expect(shop.sent().filter((mail) => mail.startsWith("eve@"))).toEqual([]);
    expect((await shop.reasons("eve@example.com")).join("\n")).toContain("sandbox mode is on");
    expect(await asked({ intent: "test", to: "mara@example.com" })).toEqual({
      toast: "SendGrid would take it; sandbox mode kept it",
    });
    await asked({ intent: "sandbox", isOn: "false" });
    expect(await alertsAtHome()).toEqual([]);
  });
});

describe("a SendGrid that keeps failing", () => {
  it("is said at home and in settings with what to do; one press and a mail tries", async () => {
    shop.sandbox.mailbox.failNext({ kind: "401", times: 5 });
    for (const name of ["a", "b", "c", "d", "f"]) {
      shop.shopper.beginCheckout({ email: `${name}@example.com`, firstName: name, acceptsMarketing: true, lines });
    }
    await shop.after(hours(1));
    expect(await alertsAtHome()).toEqual(["SendGrid does not accept your key: no mail leaves"]);
    const [alert] = (await settings(visit("/app/settings"))).alerts;
    expect(alert).toMatchObject({ canTryNow: true, text: expect.stringContaining("Make a new one") });
    expect((await shop.reasons("a@example.com")).at(-1)).toContain("SendGrid keeps failing (SendGrid answered 401");

    expect(await asked({ intent: "try-again" })).toEqual({ toast: "One mail tries now" });
    await shop.after(hours(1));
    expect(await alertsAtHome()).toEqual([]);
    expect(shop.sent().filter((mail) => /^[abcdf]@/.test(mail))).toHaveLength(5);
  });
});

describe("how mails are received", () => {
  it("says that there are too few mails to say, and shows rates when there are enough", async () => {
    const page = async (query = "") => health(visit(`/app/health${query}`));
    expect((await page()).state).toMatch(/^Not enough data yet/);
    expect((await page()).overall[0]?.figures[0]).toMatchObject({ share: null, tone: "unknown" });
    const sent = Math.round((minutes(0).getTime() - now().getTime()) / 60_000) + 10;
    await someMails(shop.shopId, 990, { sent, complained: 2, bounced: 10 });
    const { state, overall, workflows: rows } = await page("?days=30");
    expect(state).toMatch(/^Worth a look: called spam 0\.2 %/);
    expect(overall[0]?.figures.map(({ tone }) => tone)).toEqual(["watch", "good", "good"]);
    expect(rows).toMatchObject([{ title: "Checkout abandonment", pauseReason: null }]);
  });

  it("a workflow that paused itself is said at home and in the list, and the merchant lets it go on", async () => {
    await pool.query(
      "UPDATE workflows SET paused_at = now(), pause_reason = 'Of its 990 mails 9 were called spam.' WHERE workflow_id = 'checkout-abandonment'",
    );
    expect(await alertsAtHome()).toEqual(["Checkout abandonment paused itself"]);
    const listed = (await workflows(visit("/app/workflows"))).workflows;
    expect(listed.filter(({ pausedAt }) => pausedAt !== null)).toMatchObject([
      { workflowId: "checkout-abandonment", isOn: true },
    ]);
    const id = { id: "checkout-abandonment" };
    expect((await workflow(visit("/app/workflows/x", id))).page.pauseReason).toContain("990");
    expect(await change(post("/app/workflows/x", { intent: "resume" }, id))).toEqual({ toast: "It goes on" });
    expect(await alertsAtHome()).toEqual([]);
  });
});
