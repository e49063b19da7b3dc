import type { BarButton } from "./messages";

/** A button or link as the admin draws it. */
export function readButton(button: Element): BarButton {
  return {
    label: button.textContent?.trim() ?? "",
    isPrimary: button.getAttribute("variant") === "primary",
    isDisabled: button.hasAttribute("disabled"),
    isLoading: button.hasAttribute("loading") && button.getAttribute("loading") !== "false",
  };
}
