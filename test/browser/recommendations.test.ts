import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasBrowser } from "./chromium";
import { type OpenAdmin, openAdmin } from "./open-admin";

describe.skipIf(!hasBrowser)("recommendations in a browser", () => {
  let opened: OpenAdmin;
  beforeAll(async () => {
    opened = await openAdmin();
  }, 120_000);
  afterAll(() => opened?.close(), 60_000);

  it("the merchant sees what a contact would see and why, and puts a product first", async () => {
    const { demo, admin, app, expectAccessible } = opened;
    await admin.goto(`${demo.url}/admin/apps/waypost/app`);
    await admin.getByRole("link", { name: "Recommendations" }).click();
    await app.getByRole("heading", { name: "What somebody new would see" }).waitFor();
    // The models are built in the background, once the catalogue and the orders were read.
    const reload = async () => {
      await admin.reload();
      await app.getByRole("heading", { name: "What somebody new would see" }).waitFor();
      return app.getByRole("heading", { level: 3 }).count();
    };
    await expect.poll(reload, { timeout: 60_000, interval: 1_000 }).toBeGreaterThan(8);
    await expectAccessible();

    await app.getByPlaceholder("Product").fill("teapot");
    await app
      .getByRole("option", { name: /Teapot/ })
      .first()
      .click();
    await app.getByRole("button", { name: "Add rule" }).click();
    await app.getByRole("button", { name: /Take back the rule for .*Teapot/ }).waitFor();
    await app.getByText("You put it first").waitFor();
    await expectAccessible();

    await app.getByLabel("Name or e-mail").fill("an");
    await app.getByRole("button", { name: "Show" }).click();
    await app.getByRole("search").locator("..").getByRole("link").first().click();
    await app.getByRole("heading", { name: /^What .* would see$/ }).waitFor();
    await expectAccessible();
  }, 120_000);

  it("fits a phone", async () => {
    const { demo, admin, app, faults, frame, expectAccessible } = opened;
    await admin.setViewportSize({ width: 320, height: 800 });
    await admin.goto(`${demo.url}/admin/apps/waypost/app/recommendations`);
    await app.getByRole("heading", { name: "What somebody new would see" }).waitFor();
    const wider = await frame().evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wider).toBeLessThanOrEqual(0);
    await expectAccessible();
    expect(faults).toEqual([]);
  }, 60_000);
});
