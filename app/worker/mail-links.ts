import type { MailProduct, RenderInputs } from "~/content/render-inputs";
import { webUrl } from "~/content/safe-text";
import { storedDestination } from "~/delivery/destination";
import { TRAP } from "~/delivery/link-hits";

/** A mail whose links lead by way of us, and where each leads, by its number. */
export interface LinkedMail {
  readonly inputs: RenderInputs;
  readonly links: readonly string[];
}

/**
 * Puts our own links in the place of a mail's: one for each destination, however often it stands there. Answers and the
 * ways to get fewer mails or none lead straight to their pages. `urlOf` is the address of a link by its number. Pure.
 */
export function linkedMail(inputs: RenderInputs, storefrontUrl: string, urlOf: (link: number) => string): LinkedMail {
  const numbers = new Map<string, number>();
  const linked = (url: string, productId: string | null = null): string => {
    const address = webUrl(url);
    // What leads nowhere is left out, or replaced, where mails are rendered.
    if (address === null) return url;
    const destination = storedDestination(address, productId ?? undefined);
    const link = numbers.get(destination) ?? numbers.size;
    numbers.set(destination, link);
    return urlOf(link);
  };
  const product = (one: MailProduct): MailProduct => ({ ...one, url: linked(one.url, one.productId) });
  const { items, order, products, recommendations, hero } = inputs;
  return {
    inputs: {
      ...inputs,
      items: items && { ...items, url: linked(items.url) },
      products: products.map(product),
      hero: hero && { ...hero, url: linked(hero.url) },
      order: order && {
        ...order,
        lines: order.lines.map((line) => ({ ...line, url: line.url && linked(line.url, line.productId) })),
      },
      recommendations: recommendations.map(product),
      shopUrl: linked(storefrontUrl),
      trapUrl: urlOf(TRAP),
    },
    links: [...numbers.keys()],
  };
}
