import type { BarButton, MenuItem } from "./messages";
import { part } from "./part";

const home = part("[data-app-home]", HTMLAnchorElement);
const list = part("[data-app-menu]", HTMLUListElement);
const titleBar = part("[data-title-bar]", HTMLElement);
const ADDRESS_PREFIX = "/admin/apps/waypost";

/** The app's items below its name; the item of the longest matching address is the present one. */
export function drawMenu(menu: readonly MenuItem[], path: string, goTo: (path: string) => void): void {
  const here = new URL(path, location.href).pathname;
  const present = menu
    .filter(({ href }) => here === href || here.startsWith(`${href}/`))
    .toSorted((a, b) => b.href.length - a.href.length)[0];

  const homeItem = menu.find(({ isHome }) => isHome);
  if (homeItem) bind(home, homeItem.href, present === homeItem, goTo);
  const links = menu
    .filter(({ isHome }) => !isHome)
    .map((item) => {
      const link = document.createElement("a");
      link.textContent = item.label;
      bind(link, item.href, present === item, goTo);
      const entry = document.createElement("li");
      entry.append(link);
      return entry;
    });
  // drawn anew only when it changed, so that the keyboard's focus is not lost
  const drawn = document.createElement("ul");
  drawn.append(...links);
  if (drawn.innerHTML !== list.innerHTML) keepFocus(() => list.replaceChildren(...links));
}

export function drawTitleBar(buttons: readonly BarButton[], press: (index: number) => void): void {
  const drawn = buttons.map(({ label, isPrimary, isDisabled }, index) => {
    const button = document.createElement("button");
    button.textContent = label;
    button.disabled = isDisabled;
    button.className = isPrimary ? "primary" : "";
    button.onclick = () => press(index);
    return button;
  });
  titleBar.replaceChildren(...drawn);
}

function bind(link: HTMLAnchorElement, href: string, isPresent: boolean, goTo: (path: string) => void): void {
  link.href = ADDRESS_PREFIX + href;
  if (isPresent) link.setAttribute("aria-current", "page");
  else link.removeAttribute("aria-current");
  link.onclick = (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    goTo(href);
  };
}

function keepFocus(draw: () => void): void {
  const focused = document.activeElement instanceof HTMLAnchorElement ? document.activeElement.href : null;
  draw();
  for (const link of list.querySelectorAll("a")) if (link.href === focused) link.focus();
}
