import type { FromAdmin, Toast } from "./messages";
import { part } from "./part";

const place = part("[data-toasts]", HTMLElement);

/** Short messages at the foot of the admin. */
export function createToasts(tellApp: (message: FromAdmin) => void) {
  const shown = new Map<string, HTMLElement>();

  function hide(id: string): void {
    shown.get(id)?.remove();
    if (shown.delete(id)) tellApp({ kind: "toast-dismissed", id });
  }

  return {
    show({ id, message, isError, duration, action }: Toast): void {
      const text = document.createElement("span");
      text.textContent = message;
      const toast = document.createElement("p");
      toast.className = isError ? "toast bad" : "toast";
      toast.append(text);
      if (action) toast.append(button(action, () => tellApp({ kind: "toast-action", id })));
      const close = button("×", () => hide(id));
      close.ariaLabel = "Dismiss";
      toast.append(close);
      place.append(toast);
      shown.set(id, toast);
      setTimeout(() => hide(id), duration);
    },
    hide,
  };
}

function button(label: string, press: () => void): HTMLButtonElement {
  const drawn = document.createElement("button");
  drawn.textContent = label;
  drawn.onclick = press;
  return drawn;
}
