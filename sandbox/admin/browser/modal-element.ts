/**
 * `<ui-modal>`, drawn in the app's own frame. `content` is where app-bridge-react portals its children; the
 * heading and the buttons come from the modal's `<ui-title-bar>`.
 */
export class ModalElement extends HTMLElement {
  readonly content = document.createElement("div");
  readonly #dialog = document.createElement("dialog");

  get variant(): string {
    return this.getAttribute("variant") ?? "base";
  }
  set variant(variant: string) {
    this.setAttribute("variant", variant);
  }

  async show(): Promise<void> {
    if (this.#dialog.open) return;
    this.#draw();
    document.body.append(this.#dialog);
    this.#dialog.showModal();
    this.dispatchEvent(new Event("show"));
  }
  async hide(): Promise<void> {
    if (this.#dialog.open) this.#dialog.close();
  }
  toggle(): Promise<void> {
    return this.#dialog.open ? this.hide() : this.show();
  }

  #draw(): void {
    const bar = this.querySelector("ui-title-bar");
    const heading = document.createElement("h2");
    heading.textContent = bar?.getAttribute("title") ?? "";
    heading.style.cssText = "font: 650 15px/1.4 Inter, sans-serif; margin: 0; padding: 14px 16px; background: #f3f3f3";

    const footer = document.createElement("div");
    footer.style.cssText = "display: flex; gap: 8px; justify-content: flex-end; padding: 12px 16px";
    const originals = [...(bar?.querySelectorAll("button") ?? [])];
    footer.append(...originals.toReversed().map(drawnButton));

    const width = { small: 380, base: 620, large: 980, max: 1400 }[this.variant] ?? 620;
    this.#dialog.style.cssText = `border: 0; border-radius: 16px; padding: 0; width: min(${width}px, calc(100vw - 32px))`;
    this.#dialog.ariaLabel = heading.textContent;
    this.#dialog.onclose = () => {
      this.#dialog.remove();
      this.dispatchEvent(new Event("hide"));
    };
    this.#dialog.replaceChildren(heading, this.content, footer);
  }
}

function drawnButton(original: HTMLButtonElement): HTMLButtonElement {
  const button = document.createElement("button");
  const isPrimary = original.getAttribute("variant") === "primary";
  const isCritical = original.getAttribute("tone") === "critical";
  const ground = isPrimary ? (isCritical ? "#8e1f0b" : "#1a1a1a") : "#fff";
  button.style.cssText = `font: 550 13px Inter, sans-serif; padding: 7px 12px; border-radius: 8px; border: 1px solid #c9cccf;
    background: ${ground}; color: ${isPrimary ? "#fff" : "#1a1a1a"}; cursor: pointer`;
  button.textContent = original.textContent;
  button.disabled = original.disabled;
  button.onclick = () => original.click();
  return button;
}
