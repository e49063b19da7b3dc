import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const executablePath = [
  process.env.CHROMIUM_PATH ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
].find((path) => path !== "" && existsSync(path));

/** Whether this machine has a browser; if not, the tests that need one say so and are skipped. */
export const hasBrowser = executablePath !== undefined;
if (!hasBrowser)
  console.warn("SKIPPED: no Chromium was found. Install it (apt-get install chromium) or set CHROMIUM_PATH.");

/** Opens Chromium without a window and with none of its own network traffic. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
      ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
    ],
  });
}
