import type { WorkflowDefinition } from "../definition";
import { checkoutAbandonment } from "./checkout-abandonment";

/** The workflows that ship with the app, in the order that the screen lists them. */
export const presets: readonly WorkflowDefinition[] = [checkoutAbandonment];
