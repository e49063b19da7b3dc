import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasBrowser } from "./chromium";
import { type OpenAdmin, openAdmin } from "./open-admin";

describe.skipIf(!hasBrowser)("in a browser, the editor of a mail", () => {
  let opened: OpenAdmin;
  beforeAll(async () => {
    opened = await openAdmin();
    await opened.open("/app");
    await opened.heading("Home");
  }, 120_000);
  afterAll(() => opened?.close(), 60_000);

  it("shows what is written as it is written, where it stands", async () => {
    const { app, open, heading, frame, expectAccessible } = opened;
    const mail = app.frameLocator("iframe");
    await open("/app/content/checkout-help");
    await heading("Checkout help");
    await mail.getByRole("heading", { name: "Can we help?" }).waitFor();
    await app.getByLabel("Title above the products", { exact: true }).fill("Things that go with it");
    await mail.getByText("Things that go with it").waitFor();
    // From the page around it: in the mail's own frame no script runs, a test's neither.
    const scrolled = (by: number) =>
      frame().evaluate((pixels) => {
        const shown = document.querySelector("iframe")?.contentWindow;
        shown?.scrollBy(0, pixels);
        return shown?.scrollY;
      }, by);
    const before = await scrolled(200);
    expect(before).toBeGreaterThan(0);
    await app.getByLabel("Title above the products", { exact: true }).fill("Goes with it");
    await mail.getByText("Goes with it", { exact: true }).waitFor();
    expect(await scrolled(0)).toBe(before);
    await expectAccessible();
  }, 90_000);

  it("puts a merge tag where the cursor is, and says beside the field what is wrong", async () => {
    const { admin, app } = opened;
    const subject = app.getByLabel("Subject", { exact: true });
    await subject.fill("Hello about it");
    await subject.evaluate((input: HTMLInputElement) => input.setSelectionRange(6, 6));
    await app.getByRole("button", { name: "Insert into subject" }).click();
    await app.getByRole("menuitem", { name: /First name/ }).click();
    await expect.poll(() => subject.inputValue()).toBe("Hello {{ first_name }}about it");
    await admin.keyboard.type(", ");
    await expect.poll(() => subject.inputValue()).toBe("Hello {{ first_name }}, about it");
    await app.getByText("Hello Maya, about it").waitFor();

    // The same by keyboard; Escape leads back to where it began.
    const insert = app.getByRole("button", { name: "Insert into heading" });
    await insert.press("Enter");
    await app.getByRole("menuitem", { name: /First name/ }).press("Escape");
    await expect.poll(() => insert.evaluate((button) => button === document.activeElement)).toBe(true);
    await insert.press("Enter");
    await app.getByRole("menuitem", { name: /First name/ }).press("ArrowDown");
    await app.locator("[role=menuitem]:focus").press("Enter");
    const heading = app.getByLabel("Heading", { exact: true });
    await expect.poll(() => heading.inputValue()).toBe("{{ product }}Can we help?");
    await app.getByRole("button", { name: "Heading: back to the template's words" }).click();

    await subject.fill("Hello {{ email }}");
    await app.getByText(/\{\{ email \}\} is not known here/).waitFor();
    await app.getByText(/Shown as it was before the last change/).waitFor();
    await subject.fill("Hello {{ first_name }}");
    await app.getByText("Hello Maya", { exact: true }).waitFor();
  }, 90_000);

  it("shows a paragraph for some, and refuses one for nobody in particular", async () => {
    const { app, expectAccessible } = opened;
    const mail = app.frameLocator("iframe");
    await app.getByRole("button", { name: "Add a paragraph" }).click();
    await app.getByLabel("Text of paragraph 1", { exact: true }).fill("Welcome back, {{ first_name }}.");
    await app.getByText(/Say whom it is for/).waitFor();
    const who = app.getByRole("group", { name: "Paragraph 1: who sees it" });
    await who.getByLabel("Orders", { exact: true }).selectOption("again");
    await mail.getByText("Welcome back, Maya.").waitFor();
    await expectAccessible();
  }, 90_000);

  it("keeps what was saved as a version, and brings an older one back", async () => {
    const { admin, app } = opened;
    const mail = app.frameLocator("iframe");
    await admin.getByRole("button", { name: "Save", exact: true }).click();
    await app.getByRole("heading", { name: "Version 1" }).waitFor();
    await app.getByText("Title above the products, English: “You may also like” → “Goes with it”").waitFor();
    await app.getByText("“Welcome back, {{ first_name }}.”, for have ordered more than once").waitFor();
    await expect.poll(() => admin.getByRole("button", { name: "Save", exact: true }).count()).toBe(0);
    await app.getByRole("button", { name: "Restore it as it ships" }).click();
    await app.getByRole("heading", { name: "Version 2" }).waitFor();
    await expect
      .poll(() => app.getByLabel("Title above the products", { exact: true }).inputValue())
      .toBe("You may also like");
    await mail.getByText("You may also like").waitFor();
  }, 90_000);

  it("shows the mail as one contact would get it, or why they would get none", async () => {
    const { app, open, heading, expectAccessible } = opened;
    const mail = app.frameLocator("iframe");
    await open("/app/content/browse-viewed");
    await heading("Recently viewed");
    await app.getByLabel("As one of your contacts").click();
    await app.getByRole("listbox").getByRole("option").first().click();
    await app.getByText("This contact has looked at no product that still has its page.").waitFor();
    await open("/app/content/welcome-picks");
    await heading("First picks");
    await app.getByLabel("As one of your contacts").click();
    const somebody = app.getByRole("listbox").getByRole("option").first();
    const [firstName = ""] = ((await somebody.textContent()) ?? "").split(/[ ,]/);
    await somebody.click();
    await mail.getByText(new RegExp(`Hi (${firstName}|there),`)).waitFor();
    await mail.getByText(/€/).first().waitFor();
    await app.getByRole("link", { name: "Text only" }).click();
    await app
      .getByRole("region", { name: "The mail's text part" })
      .getByText(/Unsubscribe:/)
      .waitFor();
    await expectAccessible();
  }, 90_000);

  it("fits a phone, with the mail below the form", async () => {
    const { admin, app, faults, frame, expectAccessible } = opened;
    const mail = app.frameLocator("iframe");
    await app.getByRole("link", { name: "Dark" }).click();
    await mail.getByText(/Hi /).first().waitFor();
    await admin.setViewportSize({ width: 320, height: 700 });
    expect(await frame().evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await expectAccessible();
    expect(faults).toEqual([]);
  }, 90_000);
});
