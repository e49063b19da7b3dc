import { isBarShown, setBarShown } from "./save-bar";

/** `<ui-save-bar>`: the app shows and hides it, the admin draws it. */
export class SaveBarElement extends HTMLElement {
  get showing(): boolean {
    return isBarShown(this);
  }
  get discardConfirmation(): boolean {
    return this.hasAttribute("discardconfirmation");
  }
  set discardConfirmation(isAsked: boolean) {
    this.toggleAttribute("discardconfirmation", isAsked);
  }
  async show(): Promise<void> {
    if (this.showing) return;
    setBarShown(this, true);
    this.dispatchEvent(new Event("show"));
  }
  async hide(): Promise<void> {
    if (!this.showing) return;
    setBarShown(this, false);
    this.dispatchEvent(new Event("hide"));
  }
  toggle(): Promise<void> {
    return this.showing ? this.hide() : this.show();
  }
}
