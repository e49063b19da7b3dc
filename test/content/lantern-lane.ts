import { sampleCart } from "emails/sample/inputs";
import { type Brand, brandOf } from "~/content/brand";
import type { MailLine, MailProduct, RenderInputs } from "~/content/render-inputs";

/** The sandbox's shop, as its mails know it. */
export const lanternLane: Brand = brandOf({
  name: "Lantern & Lane",
  domain: "lantern-lane.myshopify.com",
  storefrontUrl: null,
  senderName: "Mara from Lantern & Lane",
  postalAddress: "Oranienstraße 12\n10999 Berlin",
  brand: {},
});

export const line: MailLine = {
  title: "Brass Reading Lantern",
  variantTitle: "Antique brass",
  quantity: 1,
  price: "€78.00",
  imageUrl: "https://cdn.shop.example/lantern.jpg",
  url: null,
};

export const product: MailProduct = {
  title: "Stoneware Mug",
  url: "https://shop.example/products/mug",
  imageUrl: "https://cdn.shop.example/mug.jpg",
  imageAlt: "A blue mug",
  price: "€18.00",
  compareAtPrice: "€24.00",
  reason: "Often bought with Brass Reading Lantern",
};

/** The sample's checkout with these lines and recommendations. */
export function inputsWith(
  lines: readonly MailLine[],
  recommendations: readonly MailProduct[],
  rest: Partial<RenderInputs> = {},
): RenderInputs {
  return {
    ...sampleCart,
    items: { url: "https://shop.example/checkouts/recover?token=sample", lines, total: "€196.00" },
    recommendations,
    ...rest,
  };
}
