import type { Template } from "~/content/template";

/** What can stand below a mail's own card: a short list of the cart, an offer to help, recommended products. */
export const blocks = ["cart", "ask", "picks"] as const;
export type Block = (typeof blocks)[number];

/** The picture at the top: none, of what the mail is about, or of what its reader likes. */
export const heroKinds = ["none", "product", "category"] as const;
export type HeroKind = (typeof heroKinds)[number];

/** What stands below a mail's card while no merchant has changed it: recommendations, if it may carry any. */
export function shippedBlocks(template: Pick<Template, "blocks" | "class">): readonly Block[] {
  return template.blocks ?? (template.class === "transactional" ? [] : ["picks"]);
}
