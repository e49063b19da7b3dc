import { ModalElement } from "./modal-element";
import { SaveBarElement } from "./save-bar-element";

/** Defines App Bridge's elements, none of which is seen in the app's own page: the admin draws them. */
export function defineElements(): void {
  // not a <style> element: one more in the head would break the app's hydration of the document
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("ui-nav-menu, s-app-nav, ui-title-bar, ui-save-bar, ui-modal { display: none !important }");
  document.adoptedStyleSheets.push(sheet);

  customElements.define("ui-save-bar", SaveBarElement);
  customElements.define("ui-modal", ModalElement);
}
