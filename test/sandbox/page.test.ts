import axe, { type AxeResults } from "axe-core";
import express from "express";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adminRouter } from "../../sandbox/admin/admin-router";
import { clockRouter } from "../../sandbox/clock/clock-router";
import { inboxRouter } from "../../sandbox/inbox/inbox-router";
import { createMailbox } from "../../sandbox/sendgrid/mailbox";
import { createReports } from "../../sandbox/sendgrid/reports";
import { sendgridRouter } from "../../sandbox/sendgrid/sendgrid-router";
import { hasBrowser, openBrowser } from "../browser/chromium";
import { contextOf } from "./context-of";
import { mailRequest } from "./sendgrid/mail-request";
import { type Served, serve } from "./served";

describe.skipIf(!hasBrowser)("the sandbox's own pages", () => {
  const mailbox = createMailbox(null);
  let browser: Browser;
  let sandbox: Served;

  const send = () =>
    fetch(`${sandbox.url}/v3/mail/send`, {
      method: "POST",
      headers: { authorization: "Bearer SG.sandbox-key", "content-type": "application/json" },
      body: JSON.stringify(mailRequest()),
    });

  beforeAll(async () => {
    const context = contextOf();
    const reports = createReports(context);
    const routers = [
      sendgridRouter(context, mailbox, reports),
      inboxRouter(context, mailbox, reports),
      adminRouter(context),
      clockRouter(context),
    ];
    sandbox = await serve(express().use(...routers));
    await send();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await sandbox.close();
  });

  it("say that mail came, and leave the list alone until asked", async () => {
    const page = await browser.newPage();
    await page.goto(`${sandbox.url}/inbox`);
    await send();
    await page.evaluate("dispatchEvent(new CustomEvent('clock:advanced'))");
    const notice = page.getByRole("link", { name: "1 new mail: show" });
    await notice.waitFor();
    expect(await page.locator("main li").count()).toBe(1);
    await notice.click();
    await page.getByText("2 mails, newest first").waitFor();
    await page.close();
  });

  it.each([
    "/admin",
    "/admin/elsewhere?path=/orders",
    "/inbox",
    "/inbox/MAIL",
    "/inbox/MAIL?tab=source",
    "/inbox/gone",
    "/clock",
  ])("%s passes axe and fits, wide and narrow", async (path) => {
    const page = await browser.newPage();
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(sandbox.url + path.replace("MAIL", mailbox.all()[0]?.id ?? ""));
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate<AxeResults>("axe.run({ iframes: false })");
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await page.close();
  });
});
