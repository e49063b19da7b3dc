import type { WorkflowDefinition } from "../definition";
import { anniversary } from "./anniversary";
import { backInStock } from "./back-in-stock";
import { birthday } from "./birthday";
import { browseAbandonment } from "./browse-abandonment";
import { cartAbandonment } from "./cart-abandonment";
import { checkoutAbandonment } from "./checkout-abandonment";
import { postPurchase } from "./post-purchase";
import { priceDrop } from "./price-drop";
import { reEngagement } from "./re-engagement";
import { replenishment } from "./replenishment";
import { vip } from "./vip";
import { welcome } from "./welcome";

/** The workflows that ship with the app, in their order of rank: who speaks first when several want to. */
export const presets: readonly WorkflowDefinition[] = [
  postPurchase,
  backInStock,
  checkoutAbandonment,
  cartAbandonment,
  browseAbandonment,
  priceDrop,
  welcome,
  vip,
  replenishment,
  birthday,
  anniversary,
  reEngagement,
];
