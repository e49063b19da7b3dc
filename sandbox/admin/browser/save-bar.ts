import { readButton } from "./bar-button";
import type { BarButton, Chrome } from "./messages";
import type { SaveBarElement } from "./save-bar-element";

const initial = new WeakMap<HTMLFormElement, string>();
const dirty = new Set<HTMLFormElement>();
const shown = new Set<SaveBarElement>();
let changed: () => void = () => {};

/** Calls `listener` whenever the bar may look different. */
export function onSaveBarChange(listener: () => void): void {
  changed = listener;
}

/** Watches every `<form data-save-bar>`: from the first change until it is saved or put back the admin shows the bar. */
export function watchForms(): void {
  for (const type of ["focusin", "pointerdown", "input"] as const) {
    addEventListener(type, (event) => remember(formOf(event)), { capture: true });
  }
  for (const type of ["input", "change", "click"] as const) {
    addEventListener(type, (event) => later(() => compare(formOf(event))));
  }
  addEventListener("submit", (event) => forget(formOf(event)));
  addEventListener("reset", (event) => forget(formOf(event)));
}

/** What the admin should show: a bar that the app opened, else one for a changed form. */
export function shownSaveBar(): Chrome["saveBar"] {
  const bar = openBar();
  if (bar) {
    const { save: saveButton, discard: discardButton } = buttonsOf(bar);
    return {
      save: saveButton ? readButton(saveButton) : plain("Save", true),
      discard: discardButton ? readButton(discardButton) : plain("Discard", false),
      confirmsDiscard: bar.discardConfirmation,
    };
  }
  const form = changedForm();
  if (!form) return null;
  const confirmsDiscard = form.hasAttribute("data-discard-confirmation");
  return { save: plain("Save", true), discard: plain("Discard", false), confirmsDiscard };
}

export function save(): void {
  const bar = openBar();
  if (bar) buttonsOf(bar).save?.click();
  else changedForm()?.requestSubmit();
}

export function discard(): void {
  const bar = openBar();
  if (bar) buttonsOf(bar).discard?.click();
  else changedForm()?.reset();
}

/** Called by `ui-save-bar` elements. */
export function setBarShown(bar: SaveBarElement, isShown: boolean): void {
  if (isShown) shown.add(bar);
  else shown.delete(bar);
  changed();
}

export function isBarShown(bar: SaveBarElement): boolean {
  return shown.has(bar);
}

function openBar(): SaveBarElement | undefined {
  return [...shown].find((bar) => bar.isConnected);
}

function buttonsOf(bar: SaveBarElement) {
  const buttons = [...bar.querySelectorAll("button")];
  return {
    save: buttons.find((button) => button.getAttribute("variant") === "primary"),
    discard: buttons.find((button) => button.getAttribute("variant") !== "primary"),
  };
}

function plain(label: string, isPrimary: boolean): BarButton {
  return { label, isPrimary, isDisabled: false, isLoading: false };
}

function changedForm(): HTMLFormElement | undefined {
  return [...dirty].find((form) => form.isConnected);
}

function formOf(event: Event): HTMLFormElement | null {
  const target = event.target instanceof Element ? event.target : null;
  return target?.closest<HTMLFormElement>("form[data-save-bar]") ?? null;
}

/** A form's values before its first change: the merchant has to focus or press something in it first. */
function remember(form: HTMLFormElement | null): void {
  if (form && !initial.has(form)) initial.set(form, valuesOf(form));
}

function compare(form: HTMLFormElement | null): void {
  if (!form) return;
  const before = initial.get(form);
  if (before !== undefined && before !== valuesOf(form)) dirty.add(form);
  else dirty.delete(form);
  changed();
}

/** After a submit or reset the values in the form are the new start, once the app has put them there. */
function forget(form: HTMLFormElement | null): void {
  if (!form) return;
  dirty.delete(form);
  initial.delete(form);
  later(() => remember(form));
  changed();
}

function valuesOf(form: HTMLFormElement): string {
  return JSON.stringify(
    [...new FormData(form)].map(([name, value]) => [name, value instanceof File ? value.name : value]),
  );
}

function later(work: () => void): void {
  setTimeout(work);
}
