import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasBrowser } from "./chromium";
import { type OpenAdmin, openAdmin } from "./open-admin";

describe.skipIf(!hasBrowser)("in a browser, the shop's own looks", () => {
  let opened: OpenAdmin;
  beforeAll(async () => {
    opened = await openAdmin();
  }, 120_000);
  afterAll(() => opened?.close(), 60_000);

  it("what is too weak to read is refused beside its field, with a colour that is not", async () => {
    const { admin, app, open, heading, expectAccessible } = opened;
    await open("/app");
    await heading("Home");
    await open("/app/brand");
    await heading("Brand");
    const mail = app.frameLocator("iframe").first();
    await mail.getByText("Lantern & Lane").first().waitFor();
    await expect.poll(() => app.getByLabel("Your colour", { exact: true }).inputValue()).toBe("#3d4a48");
    await app.getByLabel("Text", { exact: true }).fill("#9fb4cc");
    await app.getByText(/Too weak to read on white/).waitFor();
    await expectAccessible();
    await app.getByRole("button", { name: /^Use #/ }).click();
    await app.getByText(/Easy to read on white/).waitFor();
    await app.getByLabel("Your colour", { exact: true }).fill("#7a3b1d");
    await mail.locator('.button a[style*="#7a3b1d"]').first().waitFor();
    await admin.getByRole("button", { name: "Save", exact: true }).click();
    await expect.poll(() => admin.getByRole("button", { name: "Save", exact: true }).count()).toBe(0);
  }, 90_000);

  it("the gallery shows each mail in these colours, in another language too", async () => {
    const { admin, app, faults, open, heading, expectAccessible } = opened;
    await open("/app/content?workflow=welcome");
    await heading("Content");
    const picture = app.frameLocator("iframe").first();
    await picture.getByRole("heading", { name: "Good to have you here" }).waitFor();
    await expectAccessible();
    await app.getByRole("link", { name: "Deutsch" }).click();
    await picture.getByRole("heading", { name: "Schön, dass Sie da sind" }).waitFor();
    await admin.setViewportSize({ width: 320, height: 700 });
    const frame = admin.frames().find((one) => one.parentFrame() === admin.mainFrame());
    expect(
      await frame?.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);
  }, 90_000);

  it("a picture that cannot be made leaves the others and the page alone", async () => {
    const { admin, app, open, heading } = opened;
    await admin.setViewportSize({ width: 1280, height: 900 });
    await admin.route(/content\/picture\?.*mail=welcome&/, (route) => route.fulfill({ status: 500, body: "" }));
    await open("/app/content?workflow=welcome");
    await heading("Content");
    await app.getByText("This could not be shown (500). Load the page again to see it.").waitFor();
    await app.frameLocator("iframe").first().getByRole("heading").first().waitFor();
  }, 60_000);
});
