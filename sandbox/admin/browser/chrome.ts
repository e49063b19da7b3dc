import { onAdminMessage, tellAdmin } from "./admin-link";
import { readButton } from "./bar-button";
import { EMBEDDING_PARAMETERS } from "./embedding-parameters";
import type { Chrome } from "./messages";
import { discard, onSaveBarChange, save, shownSaveBar } from "./save-bar";

let told = "";
let isScheduled = false;

/** Tells the admin, now and after each change, what to show for the app around its frame; and does what the admin asks. */
export function watchChrome(): void {
  for (const method of ["pushState", "replaceState"] as const) {
    const plain = history[method].bind(history);
    history[method] = (...given) => {
      plain(...given);
      scheduleReport();
    };
  }
  onSaveBarChange(scheduleReport);
  addEventListener("popstate", scheduleReport);
  addEventListener("DOMContentLoaded", scheduleReport);
  new MutationObserver(scheduleReport).observe(document, {
    childList: true,
    subtree: true,
    characterData: true,
    attributeFilter: ["href", "title", "variant", "disabled", "loading", "rel"],
  });
  onAdminMessage((message) => {
    if (message.kind === "navigate") navigate(message.path);
    if (message.kind === "save") save();
    if (message.kind === "discard") discard();
    if (message.kind === "press-title-button") titleButtons()[message.index]?.click();
  });
}

/** Looks once after everything that happens in this turn, and says what changed. */
function scheduleReport(): void {
  if (isScheduled) return;
  isScheduled = true;
  setTimeout(() => {
    isScheduled = false;
    const chrome = readChrome();
    if (JSON.stringify(chrome) === told) return;
    told = JSON.stringify(chrome);
    tellAdmin({ kind: "chrome", chrome });
  });
}

function readChrome(): Chrome {
  const { pathname, searchParams, hash } = new URL(location.href);
  for (const name of EMBEDDING_PARAMETERS) searchParams.delete(name);
  const query = searchParams.size > 0 ? `?${searchParams}` : "";
  return {
    path: pathname + query + hash,
    title: titleBar()?.getAttribute("title") || document.title,
    menu: menuLinks().map((link) => ({
      label: link.textContent?.trim() ?? "",
      href: link.getAttribute("href") ?? "",
      isHome: link.getAttribute("rel") === "home",
    })),
    titleButtons: titleButtons().map(readButton),
    saveBar: shownSaveBar(),
  };
}

function menuLinks(): Element[] {
  return [...document.querySelectorAll(":is(ui-nav-menu, s-app-nav) :is(a, s-link)[href]")];
}

/** The page's title bar, not that of a modal. */
function titleBar(): Element | undefined {
  return [...document.querySelectorAll("ui-title-bar")].find((bar) => bar.closest("ui-modal") === null);
}

function titleButtons(): HTMLElement[] {
  return [...(titleBar()?.querySelectorAll<HTMLElement>("button, a") ?? [])];
}

/** As App Bridge does: an event at a link, which the app's router answers by going to the link's address. */
function navigate(path: string): void {
  const listed = menuLinks().find((link) => link.getAttribute("href") === path);
  const link = listed ?? document.body.appendChild(Object.assign(document.createElement("a"), { hidden: true }));
  link.setAttribute("href", path);
  link.dispatchEvent(new Event("shopify:navigate", { bubbles: true, cancelable: true }));
  if (!listed) link.remove();
}
