/** What the admin frame and the app's App Bridge say to each other with postMessage. */

export interface BarButton {
  readonly label: string;
  readonly isPrimary: boolean;
  readonly isDisabled: boolean;
  readonly isLoading: boolean;
}

export interface MenuItem {
  readonly label: string;
  readonly href: string;
  /** Named by the app's own name in the admin's menu, not by an item of its own. */
  readonly isHome: boolean;
}

/** All that the admin shows on the app's behalf outside the app's frame. */
export interface Chrome {
  /** Path and query, without what Shopify adds to them. */
  readonly path: string;
  readonly title: string;
  readonly menu: readonly MenuItem[];
  readonly titleButtons: readonly BarButton[];
  readonly saveBar: { readonly save: BarButton; readonly discard: BarButton; readonly confirmsDiscard: boolean } | null;
}

export interface Toast {
  readonly id: string;
  readonly message: string;
  readonly isError: boolean;
  /** How long it stays, in ms. */
  readonly duration: number;
  readonly action: string | null;
}

export type FromApp =
  | { readonly kind: "chrome"; readonly chrome: Chrome }
  | { readonly kind: "id-token"; readonly request: number }
  | { readonly kind: "may-leave"; readonly request: number }
  | { readonly kind: "toast"; readonly toast: Toast }
  | { readonly kind: "hide-toast"; readonly id: string }
  | { readonly kind: "loading"; readonly isLoading: boolean }
  | { readonly kind: "open-admin"; readonly path: string };

export type FromAdmin =
  | { readonly kind: "answer"; readonly request: number; readonly value: string }
  | { readonly kind: "navigate"; readonly path: string }
  | { readonly kind: "save" }
  | { readonly kind: "discard" }
  | { readonly kind: "press-title-button"; readonly index: number }
  | { readonly kind: "toast-action"; readonly id: string }
  | { readonly kind: "toast-dismissed"; readonly id: string };

/** Tells these messages from those that extensions and tools post. */
const CHANNEL = "waypost-sandbox-admin";

export function envelope<Message extends FromApp | FromAdmin>(message: Message) {
  return { channel: CHANNEL, message };
}

/** The message in an event that `source` at `origin` sent on this channel; null for any other event. */
export function openEnvelope<Message extends FromApp | FromAdmin>(
  event: MessageEvent<unknown>,
  source: Window | null,
  origin: string,
): Message | null {
  if (event.source !== source || event.origin !== origin) return null;
  const data = event.data as { channel?: unknown; message?: Message } | null;
  return data?.channel === CHANNEL ? (data.message ?? null) : null;
}
