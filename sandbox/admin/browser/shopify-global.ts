import { adminOrigin, apiKey, fetchIdToken, mayLeave, onAdminMessage, tellAdmin } from "./admin-link";
import { ModalElement } from "./modal-element";
import { SaveBarElement } from "./save-bar-element";

type ShopifyGlobal = typeof globalThis.shopify;
type ToastOptions = NonNullable<Parameters<ShopifyGlobal["toast"]["show"]>[1]>;

const TOAST_MS = 5_000;

/** `window.shopify`. Whatever App Bridge offers beyond this throws, with its name, when the app reaches for it. */
export function createShopifyGlobal(): Partial<ShopifyGlobal> {
  const parameters = new URLSearchParams(location.search);
  const played = {
    config: {
      apiKey,
      host: remembered("host", parameters),
      shop: remembered("shop", parameters),
      locale: remembered("locale", parameters),
    },
    origin: adminOrigin,
    ready: Promise.resolve(),
    environment: { embedded: true, mobile: false, pos: false, intent: false },
    idToken: fetchIdToken,
    user: async () => ({ accountAccess: "Full access" }),
    loading: (isLoading = true) => tellAdmin({ kind: "loading", isLoading }),
    toast: createToasts(),
    saveBar: {
      show: (id) => element(id, SaveBarElement).show(),
      hide: (id) => element(id, SaveBarElement).hide(),
      toggle: (id) => element(id, SaveBarElement).toggle(),
      leaveConfirmation: mayLeave,
    },
    modal: {
      show: (id) => element(id, ModalElement).show(),
      hide: (id) => element(id, ModalElement).hide(),
      toggle: (id) => element(id, ModalElement).toggle(),
    },
  } satisfies Partial<ShopifyGlobal>;

  return new Proxy(played, {
    get(target, name, receiver) {
      // `then` and symbols are probed by await and by dev tools, not by the app
      if (name in target || typeof name === "symbol" || name === "then") return Reflect.get(target, name, receiver);
      throw new Error(`shopify.${name} is not played by the sandbox.`);
    },
  });
}

function createToasts(): ShopifyGlobal["toast"] {
  const options = new Map<string, ToastOptions>();
  onAdminMessage((message) => {
    if (message.kind === "toast-action") options.get(message.id)?.onAction?.();
    if (message.kind === "toast-dismissed") options.get(message.id)?.onDismiss?.();
  });
  return {
    show(message, given = {}) {
      const id = crypto.randomUUID();
      options.set(id, given);
      const { isError = false, duration = TOAST_MS, action = null } = given;
      tellAdmin({ kind: "toast", toast: { id, message, isError, duration, action } });
      return id;
    },
    hide: (id) => tellAdmin({ kind: "hide-toast", id }),
  };
}

function element<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (found instanceof type) return found;
  throw new Error(`There is no ${type.name} with the id "${id}".`);
}

/** Only the first document of a visit carries these; later ones find them where App Bridge left them. */
function remembered(name: string, parameters: URLSearchParams): string {
  const value = parameters.get(name) ?? sessionStorage.getItem(`app-bridge-${name}`) ?? "";
  sessionStorage.setItem(`app-bridge-${name}`, value);
  return value;
}
