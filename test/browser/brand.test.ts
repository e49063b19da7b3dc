import axe from "axe-core";
import type { Browser, BrowserContext, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasBrowser, openBrowser, openWindow } from "./chromium";
import { type RunningDemo, startDemo } from "./running-demo";

describe.skipIf(!hasBrowser)("in a browser, the shop's own looks", () => {
  let demo: RunningDemo;
  let browser: Browser;
  let window: BrowserContext;
  let admin: Page;
  let app: FrameLocator;
  const faults: string[] = [];

  beforeAll(async () => {
    demo = await startDemo();
    browser = await openBrowser();
    window = await openWindow(browser);
    admin = await window.newPage();
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

  const open = (path: string) => admin.goto(`${demo.url}/admin/apps/waypost${path}`);
  const heading = (name: string) => app.getByRole("heading", { name, exact: true, level: 1 }).waitFor();

  async function expectAccessible(): Promise<void> {
    const frame = admin.frames().find((one) => one.parentFrame() === admin.mainFrame());
    if (!frame) throw new Error("the admin shows no app");
    await frame.addScriptTag({ content: axe.source });
    const violations = await frame.evaluate(async () => {
      const found = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, { iframes: false });
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    });
    expect(violations).toEqual([]);
  }

  it("what is too weak to read is refused beside its field, with a colour that is not", async () => {
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
});
