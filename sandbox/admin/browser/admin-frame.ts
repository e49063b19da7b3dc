/** The admin's side: hears the app in its frame and shows on its behalf what App Bridge's messages say. */
import { drawMenu, drawTitleBar } from "./app-chrome";
import { envelope, type FromAdmin, type FromApp, openEnvelope } from "./messages";
import { part } from "./part";
import { createSaveBar } from "./save-bar-view";
import { createToasts } from "./toasts";

const frame = part("iframe[data-app-origin]", HTMLIFrameElement);
const appOrigin = new URL(frame.dataset.appOrigin ?? "").origin;
const loading = part("[data-app-loading]", HTMLProgressElement);
const ADDRESS_PREFIX = "/admin/apps/waypost";

const saveBar = createSaveBar(tellApp);
const toasts = createToasts(tellApp);
let appPath = location.pathname.slice(ADDRESS_PREFIX.length) + location.search;

function tellApp(message: FromAdmin): void {
  frame.contentWindow?.postMessage(envelope(message), appOrigin);
}

addEventListener("message", (event) => {
  const message = openEnvelope<FromApp>(event, frame.contentWindow, appOrigin);
  if (message) void hear(message);
});

async function hear(message: FromApp): Promise<void> {
  switch (message.kind) {
    case "chrome": {
      const { path, title, menu, titleButtons } = message.chrome;
      // replaced, not pushed: the app's own entry in the joint session history is the one that Back undoes
      if (path !== appPath) history.replaceState(null, "", ADDRESS_PREFIX + path);
      appPath = path;
      if (title) document.title = title.endsWith("Waypost") ? title : `${title} · Waypost`;
      loading.hidden = true;
      drawMenu(menu, path, goTo);
      drawTitleBar(titleButtons, (index) => tellApp({ kind: "press-title-button", index }));
      saveBar.draw(message.chrome.saveBar);
      return;
    }
    case "id-token": {
      const response = await fetch("/admin/id-token");
      const { token } = (await response.json()) as { token: string };
      return tellApp({ kind: "answer", request: message.request, value: token });
    }
    case "may-leave":
      if (saveBar.letsLeave()) tellApp({ kind: "answer", request: message.request, value: "yes" });
      return;
    case "toast":
      return toasts.show(message.toast);
    case "hide-toast":
      return toasts.hide(message.id);
    case "loading":
      loading.hidden = !message.isLoading;
      return;
    case "open-admin":
      location.assign(`/admin/elsewhere?path=${encodeURIComponent(message.path)}`);
  }
}

/** As in Shopify's admin, an open save bar holds the merchant back until the changes are saved or discarded. */
function goTo(path: string): void {
  if (saveBar.isOpen()) saveBar.ask();
  else tellApp({ kind: "navigate", path });
}

// what fell due may show on the page that is open: the app loads it again, unless it holds unsaved changes
addEventListener("clock:advanced", () => {
  if (!saveBar.isOpen()) tellApp({ kind: "navigate", path: appPath });
});

if (matchMedia("(max-width: 800px)").matches) part("details.side", HTMLDetailsElement).open = false;
