import { anniversary } from "emails/anniversary/content";
import { backInStock } from "emails/back-in-stock/content";
import { birthday } from "emails/birthday/content";
import { browseSimilar } from "emails/browse-similar/content";
import { browseViewed } from "emails/browse-viewed/content";
import { cartHelp } from "emails/cart-help/content";
import { cartLastCall } from "emails/cart-last-call/content";
import { cartReminder } from "emails/cart-reminder/content";
import { checkoutHelp } from "emails/checkout-help/content";
import { checkoutLastCall } from "emails/checkout-last-call/content";
import { checkoutReminder } from "emails/checkout-reminder/content";
import { crossSell } from "emails/cross-sell/content";
import { orderConfirmation } from "emails/order-confirmation/content";
import { orderThanks } from "emails/order-thanks/content";
import { orderThanksAgain } from "emails/order-thanks-again/content";
import { priceDrop } from "emails/price-drop/content";
import { reengageGoodbye } from "emails/reengage-goodbye/content";
import { reengageNew } from "emails/reengage-new/content";
import { reengageOffer } from "emails/reengage-offer/content";
import { replenishment } from "emails/replenishment/content";
import { reviewRequest } from "emails/review-request/content";
import { usageTips } from "emails/usage-tips/content";
import { vip } from "emails/vip/content";
import { welcome } from "emails/welcome/content";
import { welcomeGuide } from "emails/welcome-guide/content";
import { welcomePicks } from "emails/welcome-picks/content";
import type { Template } from "~/content/template";

/** The mails that workflows can send, in the order in which workflows come in a contact's life. */
const all = {
  "checkout-reminder": checkoutReminder,
  "checkout-help": checkoutHelp,
  "checkout-last-call": checkoutLastCall,
  "cart-reminder": cartReminder,
  "cart-help": cartHelp,
  "cart-last-call": cartLastCall,
  "browse-viewed": browseViewed,
  "browse-similar": browseSimilar,
  welcome: welcome,
  "welcome-picks": welcomePicks,
  "welcome-guide": welcomeGuide,
  "order-confirmation": orderConfirmation,
  "order-thanks": orderThanks,
  "order-thanks-again": orderThanksAgain,
  "usage-tips": usageTips,
  "cross-sell": crossSell,
  "review-request": reviewRequest,
  "reengage-new": reengageNew,
  "reengage-offer": reengageOffer,
  "reengage-goodbye": reengageGoodbye,
  replenishment: replenishment,
  "back-in-stock": backInStock,
  "price-drop": priceDrop,
  vip: vip,
  birthday: birthday,
  anniversary: anniversary,
} satisfies Record<string, Template>;

/** A key that is not here does not compile. */
export type TemplateKey = keyof typeof all;

export const templates: Readonly<Record<TemplateKey, Template>> = all;

/** Narrows a key that was stored (a message's `template`); false for a template that is gone. */
export function isTemplateKey(key: string): key is TemplateKey {
  return Object.hasOwn(templates, key);
}
