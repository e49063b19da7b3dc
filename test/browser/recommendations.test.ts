import axe from "axe-core";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasBrowser, openBrowser, openWindow } from "./chromium";
import { type RunningDemo, startDemo } from "./running-demo";

describe.skipIf(!hasBrowser)("recommendations in a browser", () => {
  let demo: RunningDemo;
  let browser: Browser;
  let admin: Page;
  let app: FrameLocator;
  const faults: string[] = [];

  beforeAll(async () => {
    demo = await startDemo();
    browser = await openBrowser();
    admin = await (await openWindow(browser)).newPage();
    app = admin.frameLocator("iframe");
    admin.on("pageerror", ({ message }) => faults.push(message));
    admin.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  }, 60_000);

  async function frame() {
    const found = admin.frames().find((one) => one.parentFrame() === admin.mainFrame());
    if (!found) throw new Error("the admin shows no app");
    return found;
  }

  async function expectAccessible(): Promise<void> {
    const shown = await frame();
    await shown.addScriptTag({ content: axe.source });
    const violations = await shown.evaluate(async () => {
      const found = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, { iframes: false });
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    });
    expect(violations).toEqual([]);
  }

  it("the merchant sees what a contact would see and why, and puts a product first", async () => {
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
    await admin.setViewportSize({ width: 320, height: 800 });
    await admin.goto(`${demo.url}/admin/apps/waypost/app/recommendations`);
    await app.getByRole("heading", { name: "What somebody new would see" }).waitFor();
    const wider = await (await frame()).evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wider).toBeLessThanOrEqual(0);
    await expectAccessible();
    expect(faults).toEqual([]);
  }, 60_000);
});
