import axe from "axe-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasBrowser, openWindow } from "./chromium";
import { type OpenAdmin, openAdmin } from "./open-admin";

describe.skipIf(!hasBrowser)("in a browser, from the switch to the mail", () => {
  let opened: OpenAdmin;
  beforeAll(async () => {
    opened = await openAdmin();
  }, 120_000);
  afterAll(() => opened?.close(), 60_000);

  async function leaveCheckout(email: string, agrees: boolean): Promise<void> {
    const { demo, browser } = opened;
    const shopper = await openWindow(browser);
    const page = await shopper.newPage();
    for (const handle of ["dune-table-lamp", "washed-linen-cushion"]) {
      await page.goto(`${demo.url}/products/${handle}`);
      await page.getByRole("button", { name: "Add to cart" }).click();
    }
    await page.goto(`${demo.url}/cart`);
    await page.getByRole("link", { name: "Check out" }).click();
    await page.getByLabel("E-mail", { exact: true }).fill(email);
    await page.getByLabel("Email me with news and offers").setChecked(agrees);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("button", { name: "Pay now" }).waitFor();
    await shopper.close();
  }

  async function reasonsOn(email: string): Promise<string> {
    const { app, open, heading } = opened;
    await open(`/app/contacts?q=${encodeURIComponent(email)}`);
    await app.getByRole("link", { name: email }).first().click();
    await heading(email);
    await app.getByRole("heading", { name: "What happened, and why" }).waitFor();
    return (await app.locator("body").textContent()) ?? "";
  }

  it("the merchant sets the sender and turns the workflow on", async () => {
    const { admin, app, open, heading, expectAccessible } = opened;
    await open("/app");
    await heading("Home");
    await expectAccessible();

    await admin.getByRole("link", { name: "Settings" }).click();
    await heading("Settings");
    await app.getByLabel("API key").fill("SG.sandbox-browser");
    await app.getByRole("button", { name: "Connect" }).click();
    await app.locator("#sendgrid").getByText("Connected", { exact: true }).waitFor();
    await app.getByLabel("E-mail").fill("hello@lantern-lane.example");
    await app.getByLabel("Postal address").fill("Lantern & Lane, Lindenstraße 12, 10969 Berlin");
    await admin.getByRole("button", { name: "Save", exact: true }).click();
    await app.getByText("Everything is in place to send.").waitFor();

    // The whole day quiet is refused beside the field; the same hour twice is no quiet hours, so that the story holds at night.
    await app.getByLabel("Quiet from").selectOption("00:00");
    await app.getByLabel("Quiet until").selectOption("24:00");
    await admin.getByRole("button", { name: "Save", exact: true }).click();
    await app.getByText(/The whole day would be quiet/).waitFor();
    await expectAccessible();
    await app.getByLabel("Quiet until").selectOption("00:00");
    await admin.getByRole("button", { name: "Save", exact: true }).click();
    await app.getByText(/The whole day would be quiet/).waitFor({ state: "hidden" });
    await expectAccessible();

    await app.getByRole("link", { name: /See requests/ }).click();
    await heading("Privacy");
    await expectAccessible();

    await admin.getByRole("link", { name: "Workflows" }).click();
    await heading("Workflows");
    await expectAccessible();
    await app.getByRole("link", { name: "Checkout abandonment" }).first().click();
    await app.getByRole("button", { name: "Turn on" }).click();
    await app.getByRole("button", { name: "Turn off" }).waitFor();
    await app.getByRole("link", { name: /Checkout reminder/ }).click();
    await app.getByLabel("Subject").waitFor();
    await expectAccessible();
  }, 90_000);

  it("two shoppers leave; after an hour one has the reminder, and the other's page says why not", async () => {
    const { demo, window, admin, open, heading, expectAccessible } = opened;
    await leaveCheckout("ada@example.com", true);
    await leaveCheckout("bob@example.com", false);
    await open("/app");
    await heading("Home");
    for (let hour = 0; hour < 2; hour += 1) {
      const moved = admin.waitForResponse((response) => response.url().endsWith("/clock/advance"));
      await admin.getByRole("button", { name: "+1 h" }).click();
      expect((await moved).ok()).toBe(true);
    }

    const inbox = await window.newPage();
    await inbox.goto(`${demo.url}/inbox`);
    await inbox.getByRole("link", { name: "You left Dune Table Lamp behind" }).click();
    const mail = inbox.frameLocator("iframe");
    await mail.getByRole("heading", { name: /left something/ }).waitFor();
    for (const product of ["Dune Table Lamp", "Washed Linen Cushion"]) {
      expect(await mail.getByText(product, { exact: true }).first().isVisible()).toBe(true);
    }
    const widths = () =>
      mail
        .locator("img")
        .evaluateAll((images) => images.map((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0)));
    // Two lines and three recommendations, all of them loaded.
    await expect.poll(async () => (await widths()).filter((width) => width > 0), { timeout: 10_000 }).toHaveLength(5);

    const back = await mail.getByRole("link", { name: "Return to your checkout" }).getAttribute("href");
    await inbox.goto(back ?? "");
    await inbox.getByText("Dune Table Lamp").first().waitFor();
    await inbox.close();

    expect(await reasonsOn("bob@example.com")).toContain(
      "Not started: did not agree to marketing mails (the box was not ticked).",
    );
    await expectAccessible();
    expect(await reasonsOn("ada@example.com")).toContain("Sent: “You left Dune Table Lamp behind”");
  }, 90_000);

  it("a shopper chooses which mails they get, on a small phone, with the keyboard alone", async () => {
    const { demo, browser } = opened;
    const phone = await browser.newContext({ viewport: { width: 320, height: 700 } });
    const page = await phone.newPage();
    await page.goto(`${demo.url}/inbox`);
    await page.getByRole("link", { name: "You left Dune Table Lamp behind" }).click();
    const link = page.frameLocator("iframe").getByRole("link", { name: "Choose which emails you get" });
    await page.goto((await link.getAttribute("href")) ?? "");

    const expectWellMade = async () => {
      await page.evaluate(axe.source);
      const violations = await page.evaluate(async () => {
        const found = await (globalThis as unknown as { axe: typeof axe }).axe.run(document);
        return found.violations.map(({ id }) => id);
      });
      expect(violations).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    };
    await expectWellMade();
    // Reminders off; past the other topics to how often, and the choice below; a break; and the button.
    for (const key of ["Tab", "Space", "Tab", "Tab", "Tab", "Tab", "ArrowDown", "Tab", "Space", "Tab", "Enter"]) {
      await page.keyboard.press(key);
    }
    await page.getByRole("status").getByText("Saved").waitFor();
    await expectWellMade();
    expect(await page.getByLabel("Reminders").isChecked()).toBe(false);
    expect(await page.getByLabel("Products").isChecked()).toBe(true);
    expect(await page.getByLabel("At most one email a week").isChecked()).toBe(true);
    expect(await page.getByLabel(/^No emails until/).isChecked()).toBe(true);
    await phone.close();
    expect(await reasonsOn("ada@example.com")).toContain("Wants no mails that remind them of what they left");
  }, 60_000);

  it("another system gets a key, and a file says which of its rows is wrong", async () => {
    const { app, open, expectAccessible } = opened;
    await open("/app/keys");
    await app.getByLabel("What the new key is for").fill("Loyalty programme");
    await app.getByRole("button", { name: "Make a key" }).click();
    expect(await app.getByLabel("Your new key").inputValue()).toMatch(/^wp_/);
    await expectAccessible();

    await open("/app/import");
    const buffer = Buffer.from("email,first_name\ncleo@example.com,Cleo\nnobody,Nobody\n");
    await app.locator("input[type=file]").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer });
    await app.getByRole("button", { name: "Import", exact: true }).click();
    await app.getByText("1 row taken in, 1 refused.").waitFor();
    await app.getByText("Row 3, email: is not an e-mail address").waitFor();
    await expectAccessible();
  }, 60_000);

  it("the merchant writes a segment, sees at once who is in it, and sends the workflow to it alone", async () => {
    const { admin, app, open, heading, expectAccessible } = opened;
    await open("/app/segments");
    await heading("Segments");
    await expectAccessible();
    await app.getByRole("link", { name: "Subscribed but never ordered" }).click();
    await heading("New segment");
    // How many there are depends on how far the history has been read.
    await app.getByText(/^[1-9][\d,]* contacts?$/).waitFor();

    await app.getByRole("button", { name: "Add condition" }).click();
    await app.getByLabel("Condition", { exact: true }).nth(2).selectOption("country");
    await admin.getByRole("button", { name: "Save", exact: true }).click();
    await app.getByText("Choose at least one.").waitFor();
    await app.getByPlaceholder("Countries").fill("Atlantis");
    await app.getByRole("option", { name: "Add “Atlantis”" }).waitFor();
    await expectAccessible();
    await app.getByRole("option", { name: "Add “Atlantis”" }).click();
    await app.getByText("0 contacts", { exact: true }).waitFor();
    await app.getByRole("button", { name: "Remove this condition" }).nth(2).click();
    await app.getByText(/^[1-9][\d,]* contacts?$/).waitFor();
    await admin.getByRole("button", { name: "Save", exact: true }).click();
    await app.getByText(/^[1-9][\d,]* in it now, as last saved/).waitFor();
    await expectAccessible();

    await open("/app/workflows/checkout-abandonment");
    await app.getByLabel("Of these, only the members of").focus();
    await app.getByLabel("Of these, only the members of").selectOption("Subscribed but never ordered");
    await admin.getByRole("button", { name: "Save", exact: true }).click();
    await app.getByText("They are in the segment “Subscribed but never ordered”").waitFor();
    await expectAccessible();
  }, 90_000);

  it("the merchant gives each shopper of a reminder a code of their own, and says who gets none", async () => {
    const { admin, app, open, heading, expectAccessible } = opened;
    await open("/app/workflows/checkout-abandonment?step=last-call");
    await app.getByLabel("Offer", { exact: true }).selectOption("A code of their own for each shopper");
    await app.getByLabel("Takes off").fill("15");
    await expectAccessible();
    await admin.getByRole("button", { name: "Save", exact: true }).click();
    await app.getByText("15 % off").first().waitFor();

    await open("/app/offers");
    await heading("Offers");
    await expectAccessible();
    await app.getByLabel("Codes per shopper").fill("2");
    await app.getByLabel("Codes per month").fill("500");
    await admin.getByRole("button", { name: "Save", exact: true }).click();
    await admin.getByText("Saved", { exact: true }).last().waitFor();
    await open("/app/offers");
    await heading("Offers");
    await expect.poll(() => app.getByLabel("Codes per month").inputValue()).toBe("500");
  }, 60_000);

  it("on a small phone no screen overflows, each is accessible, and no page wrote an error", async () => {
    const { admin, app, faults, open, expectAccessible } = opened;
    await admin.setViewportSize({ width: 320, height: 700 });
    for (const path of [
      "/app",
      "/app/workflows",
      "/app/workflows?by=stage",
      "/app/workflows/checkout-abandonment?step=reminder",
      "/app/workflows/checkout-abandonment?step=did-they-click",
      "/app/workflows/checkout-abandonment?show=decisions",
      "/app/workflows/checkout-abandonment?show=versions",
      "/app/workflows/welcome?step=welcome",
      "/app/contacts",
      "/app/suppressions",
      "/app/segments",
      "/app/offers",
      "/app/segments/new?from=once",
      "/app/settings",
      "/app/keys",
      "/app/import",
      "/app/privacy",
    ]) {
      await open(path);
      await app.getByRole("heading", { level: 1 }).first().waitFor();
      const overflow = await app.locator("html").evaluate((html) => html.scrollWidth - html.clientWidth);
      expect(`${path}: ${overflow}`).toBe(`${path}: 0`);
      await expectAccessible();
    }
    expect(faults).toEqual([]);
  }, 90_000);
});
