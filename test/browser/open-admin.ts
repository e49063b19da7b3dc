import axe from "axe-core";
import type { Browser, BrowserContext, Frame, FrameLocator, Page } from "playwright-core";
import { expect } from "vitest";
import { openBrowser, openWindow } from "./chromium";
import { type RunningDemo, startDemo } from "./running-demo";

/** The demo with a merchant's window on its admin. */
export interface OpenAdmin {
  readonly demo: RunningDemo;
  readonly browser: Browser;
  readonly window: BrowserContext;
  readonly admin: Page;
  /** Waypost in it. */
  readonly app: FrameLocator;
  /** What the pages complained of on the console, and what was thrown in them. */
  readonly faults: readonly string[];
  /** Opens one of Waypost's pages by its path. */
  open(path: string): Promise<unknown>;
  /** Waits for a page by its title. */
  heading(name: string): Promise<void>;
  /** Waypost's frame, to run something in. */
  frame(): Frame;
  /** Fails with what axe finds in Waypost's page. */
  expectAccessible(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the demo's own processes and opens its admin. */
export async function openAdmin(): Promise<OpenAdmin> {
  const demo = await startDemo();
  const browser = await openBrowser();
  const window = await openWindow(browser);
  const admin = await window.newPage();
  const app = admin.frameLocator("iframe");
  const faults: string[] = [];
  const note = (fault: string) => {
    // Whoever leaves a page while it asks for something stops that: nobody is there any more to whom it were a fault.
    if (!fault.includes("AbortError")) faults.push(fault);
  };
  admin.on("pageerror", ({ name, message }) => note(`${name}: ${message}`));
  admin.on("console", (message) => {
    if (message.type() === "error") note(message.text());
  });
  const frame = () => {
    const found = admin.frames().find((one) => one.parentFrame() === admin.mainFrame());
    if (!found) throw new Error("the admin shows no app");
    return found;
  };
  return {
    ...{ demo, browser, window, admin, app, faults, frame },
    open: (path) => admin.goto(`${demo.url}/admin/apps/waypost${path}`),
    heading: (name) => app.getByRole("heading", { name, exact: true, level: 1 }).waitFor(),
    async expectAccessible() {
      await frame().addScriptTag({ content: axe.source });
      const violations = await frame().evaluate(async () => {
        const found = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, { iframes: false });
        return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
      });
      expect(violations).toEqual([]);
    },
    async close() {
      await browser.close();
      await demo.stop();
    },
  };
}
