import type { BarButton, Chrome, FromAdmin } from "./messages";
import { part } from "./part";

const bar = part("[data-save-bar]", HTMLElement);
const text = part("[data-save-bar-text]", HTMLElement);
const save = part("[data-save]", HTMLButtonElement);
const discard = part("[data-discard]", HTMLButtonElement);

/** The contextual save bar above the admin. */
export function createSaveBar(tellApp: (message: FromAdmin) => void) {
  let present: Chrome["saveBar"] = null;

  save.onclick = () => tellApp({ kind: "save" });
  discard.onclick = () => {
    if (!present?.confirmsDiscard || confirm("Discard all unsaved changes?")) tellApp({ kind: "discard" });
  };

  return {
    draw(saveBar: Chrome["saveBar"]): void {
      present = saveBar;
      bar.hidden = saveBar === null;
      bar.classList.remove("asked");
      text.textContent = saveBar ? "Unsaved changes" : "";
      if (!saveBar) return;
      drawButton(save, saveBar.save, "Save");
      drawButton(discard, saveBar.discard, "Discard");
    },
    isOpen: () => present !== null,
    /** Points at the bar: it has to be answered first. */
    ask(): void {
      bar.classList.add("asked");
      text.textContent = "Save or discard your changes first";
      save.focus();
    },
    letsLeave: () => present === null || confirm("Leave this page? Your unsaved changes will be lost."),
  };
}

function drawButton(button: HTMLButtonElement, drawn: BarButton, label: string): void {
  button.textContent = drawn.isLoading ? "…" : drawn.label || label;
  button.disabled = drawn.isDisabled || drawn.isLoading;
  button.ariaBusy = String(drawn.isLoading);
}
