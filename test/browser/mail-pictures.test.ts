import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isTemplateKey, templates } from "~/content/templates";
import { hasBrowser, openBrowser } from "./chromium";
import { mailVariants } from "./mail-variants";

/** A folder that the pictures are put into, for a person to look at them too. */
const folder = process.env.MAIL_PICTURES;

const keys = Object.keys(templates).filter(isTemplateKey);
/** A phone's, and one in which a mail is as wide as it gets. */
const widths = [375, 600] as const;
const schemes = ["light", "dark"] as const;

describe.skipIf(!hasBrowser)("in a browser", () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    page = await browser.newPage();
    if (folder) await mkdir(folder, { recursive: true });
  }, 60_000);
  afterAll(() => browser?.close());

  it.each(keys)(
    "%s fits a phone and a window, whatever it says and is about",
    async (key) => {
      for (const [name, htmlOf] of mailVariants) {
        await page.setContent(await htmlOf(key));
        for (const width of widths) {
          await page.setViewportSize({ width, height: 800 });
          expect(await page.evaluate(layoutFaults), `${key}, ${name}, ${width} px`).toEqual([]);
          if (folder) await takePictures(`${key}-${name}-${width}`);
        }
      }
    },
    120_000,
  );

  it.each(keys)(
    "%s can be read in the light and in the dark",
    async (key) => {
      for (const [name, htmlOf] of mailVariants) {
        if (!["en", "bare", "hero"].includes(name)) continue;
        await page.setContent(await htmlOf(key));
        await page.evaluate(axe.source);
        for (const colorScheme of schemes) {
          await page.emulateMedia({ colorScheme });
          expect(await page.evaluate(readingFaults), `${key}, ${name}, ${colorScheme}`).toEqual([]);
        }
      }
    },
    120_000,
  );

  async function takePictures(name: string): Promise<void> {
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(folder ?? "", `${name}-${colorScheme}.png`), fullPage: true });
    }
  }
});

/** Run in the page: what sticks out of it or is cut off, and pictures that say nothing or did not come. */
function layoutFaults(): string[] {
  const { clientWidth: room, scrollWidth } = document.documentElement;
  const faults = scrollWidth > room ? [`is ${scrollWidth} pixels wide`] : [];
  for (const element of document.body.querySelectorAll("td, div, a, img, p, h1, h2")) {
    const { left, right, width } = element.getBoundingClientRect();
    if (width > 0 && (left < -0.5 || right > room + 0.5)) faults.push(`sticks out: ${element.outerHTML.slice(0, 120)}`);
  }
  for (const image of document.images) {
    if (!image.alt) faults.push(`has no alt text: ${image.outerHTML.slice(0, 120)}`);
    if (image.complete && image.naturalWidth === 0) faults.push(`did not come: ${image.outerHTML.slice(0, 120)}`);
  }
  return faults;
}

/** Run in the page, which has axe. */
async function readingFaults(): Promise<string[]> {
  const { axe: checker } = globalThis as unknown as { axe: typeof axe };
  const rules = ["color-contrast", "image-alt", "link-name", "document-title", "html-has-lang"];
  const { violations } = await checker.run(document, { runOnly: rules });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
