import express from "express";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { anyFreePort } from "../../../launch/ports";
import { adminRouter } from "../../../sandbox/admin/admin-router";
import { startAppProxy } from "../../../sandbox/admin/app-proxy";
import { clockRouter } from "../../../sandbox/clock/clock-router";
import { hasBrowser, openBrowser } from "../../browser/chromium";
import { contextOf } from "../context-of";
import { serve } from "../served";
import { standInApp } from "./stand-in-app";

describe.skipIf(!hasBrowser)("an app in the admin frame", () => {
  const closers: (() => Promise<unknown>)[] = [];
  const problems: string[] = [];
  let browser: Browser;
  let page: Page;
  let frame: FrameLocator;
  let bearers: string[];
  let adminUrl: string;
  let appUrl: string;

  beforeAll(async () => {
    const sandboxApp = express();
    const sandbox = await serve(sandboxApp);
    const appPlace = express();
    const app = await serve(appPlace);
    const proxyPort = await anyFreePort();
    const context = contextOf({
      url: sandbox.url.replace("127.0.0.1", "localhost"),
      publicAppUrl: `http://localhost:${proxyPort}`,
      appUrl: app.url,
    });
    const standIn = standInApp(context);
    bearers = standIn.bearers;
    appPlace.use(standIn.app);
    sandboxApp.use(adminRouter(context), clockRouter(context));
    const proxy = await startAppProxy(context, proxyPort);
    browser = await openBrowser();
    adminUrl = context.url;
    appUrl = context.publicAppUrl;
    closers.push(
      () => browser.close(),
      async () => proxy.close().closeAllConnections(),
      () => sandbox.close(),
      () => app.close(),
    );
  });
  afterAll(async () => {
    for (const close of closers) await close();
  });
  beforeEach(async () => {
    problems.length = 0;
    page = await browser.newPage();
    page.setDefaultTimeout(5_000);
    page.on("pageerror", ({ message }) => problems.push(message));
    page.on("dialog", (dialog) => void dialog.accept());
    frame = page.frameLocator("iframe");
  });
  afterEach(async () => {
    await page.close();
    expect(problems).toEqual([]);
  });

  const heading = (text: string) => frame.getByRole("heading", { name: text, exact: true }).waitFor();
  const menu = (name: string) =>
    page.getByRole("navigation", { name: "Shopify admin" }).getByRole("link", { name, exact: true });
  const saveBar = () => page.getByRole("region", { name: "Unsaved changes" });
  const inFrame = (expression: string): Promise<unknown> => {
    const app = page.frame("app-iframe");
    if (!app) throw new Error("The admin shows no app.");
    return app.evaluate(expression);
  };

  it("gets a fresh id token with each request, and another when it asks", async () => {
    await page.goto(`${adminUrl}/admin`);
    await heading("/app");
    expect(await inFrame("fetch('/whoami').then((response) => response.json())")).toBe("it is you");
    await inFrame("fetch('/whoami').then((response) => response.json())");
    expect(bearers).toHaveLength(3);
    expect(new Set(bearers).size).toBe(3);
    for (const bearer of bearers) expect(bearer).toMatch(/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/);
  });

  it("has its menu in the admin, not in its page, and address and Back follow it", async () => {
    await page.goto(`${adminUrl}/admin`);
    await menu("Contacts").click();
    await heading("/app/contacts");
    await vi.waitFor(() => expect(page.url()).toBe(`${adminUrl}/admin/apps/waypost/app/contacts`));
    expect(await menu("Contacts").getAttribute("aria-current")).toBe("page");
    expect(await frame.getByRole("link", { name: "Contacts" }).count()).toBe(0);
    await page.goBack();
    await heading("/app");
    await vi.waitFor(() => expect(page.url()).toBe(`${adminUrl}/admin/apps/waypost/app`));
    expect(await menu("Waypost").getAttribute("aria-current")).toBe("page");
  });

  it("is found again at a deep address, with its query", async () => {
    await page.goto(`${adminUrl}/admin/apps/waypost/app/contacts?q=ada`);
    await heading("/app/contacts");
    expect(page.url()).toBe(`${adminUrl}/admin/apps/waypost/app/contacts?q=ada`);
  });

  it("is loaded again with a token when a document lacks one", async () => {
    await page.goto(`${adminUrl}/admin`);
    await heading("/app");
    await inFrame("location.href = '/app/late?embedded=1&page=2'");
    await heading("/app/late");
    await vi.waitFor(() => expect(page.url()).toBe(`${adminUrl}/admin/apps/waypost/app/late?page=2`));
  });

  it("opened on its own goes into the admin", async () => {
    await page.goto(`${appUrl}/app/contacts?shop=lantern-lane.myshopify.com&q=ada`);
    await heading("/app/contacts");
    expect(page.url()).toBe(`${adminUrl}/admin/apps/waypost/app/contacts?q=ada`);
  });

  it("has a save bar while a form is changed, which holds the merchant back", async () => {
    await page.goto(`${adminUrl}/admin`);
    const subject = frame.getByLabel("Subject");
    await subject.fill("Changed");
    await saveBar().waitFor();
    await menu("Settings").click();
    await saveBar().getByText("Save or discard your changes first").waitFor();
    expect(page.url()).toMatch(/\/app$/);

    await saveBar().getByRole("button", { name: "Discard" }).click();
    await saveBar().waitFor({ state: "hidden" });
    expect(await subject.inputValue()).toBe("Hello");

    await subject.fill("Kept");
    await saveBar().getByRole("button", { name: "Save" }).click();
    await page.getByRole("status").getByText("Saved").waitFor();
    await saveBar().waitFor({ state: "hidden" });
    await subject.fill("Hello");
    await saveBar().waitFor();
    await subject.fill("Kept");
    await saveBar().waitFor({ state: "hidden" });
  });

  it("opens and closes a save bar of its own, with its own buttons", async () => {
    await page.goto(`${adminUrl}/admin`);
    await heading("/app");
    await inFrame(
      "document.querySelector('#keep').onclick = () => shopify.saveBar.hide('bar'); shopify.saveBar.show('bar')",
    );
    await saveBar().getByRole("button", { name: "Keep" }).click();
    await saveBar().waitFor({ state: "hidden" });
  });

  it("has its title and title buttons in the admin", async () => {
    await page.goto(`${adminUrl}/admin`);
    await page.getByRole("button", { name: "New" }).click();
    await vi.waitFor(async () => expect(await inFrame("document.title")).toBe("pressed"));
    expect(await page.title()).toBe("All workflows · Waypost");
  });

  it("is told aloud what App Bridge has and the sandbox has not", async () => {
    await page.goto(`${adminUrl}/admin`);
    await heading("/app");
    await expect(inFrame("shopify.resourcePicker({ type: 'product' })")).rejects.toThrow(
      "shopify.resourcePicker is not played by the sandbox",
    );
  });

  it("leads links into Shopify's own pages to a page that says so", async () => {
    await page.goto(`${adminUrl}/admin`);
    await heading("/app");
    await inFrame("void open('shopify://admin/customers/12', '_top')");
    await page.getByText("/customers/12").waitFor();
  });
});
