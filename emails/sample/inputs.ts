import type { RenderInputs } from "~/content/render-inputs";
import { samplePictureUrl } from "./pictures";

/** A shopper's checkout as previews show it: two lines, three recommendations, one of them reduced. */
export const sampleInputs: RenderInputs = {
  locale: "en",
  contact: { firstName: "Maya" },
  checkout: {
    recoveryUrl: "https://shop.example/checkouts/recover?token=sample",
    lines: [
      {
        title: "Brass Reading Lantern",
        variantTitle: "Antique brass",
        quantity: 1,
        price: "€78.00",
        imageUrl: samplePictureUrl("lantern"),
      },
      {
        title: "Washed Linen Throw",
        variantTitle: "Oat / 130 × 180 cm",
        quantity: 2,
        price: "€118.00",
        imageUrl: samplePictureUrl("throwBlanket"),
      },
    ],
    total: "€196.00",
  },
  recommendations: [
    {
      title: "Beeswax Candles, Set of Three",
      url: "https://shop.example/products/beeswax-candles",
      imageUrl: samplePictureUrl("candles"),
      imageAlt: "Three beeswax candles of different heights",
      price: "€18.00",
      compareAtPrice: "€24.00",
      reason: "Often bought with your Brass Reading Lantern",
    },
    {
      title: "Striped Wool Cushion",
      url: "https://shop.example/products/striped-wool-cushion",
      imageUrl: samplePictureUrl("cushion"),
      imageAlt: "A terracotta cushion with woven stripes",
      price: "€42.00",
      compareAtPrice: null,
      reason: "Goes well with your Washed Linen Throw",
    },
    {
      title: "Stoneware Mug",
      url: "https://shop.example/products/stoneware-mug",
      imageUrl: samplePictureUrl("mug"),
      imageAlt: "A blue stoneware mug with a cream glaze",
      price: "€22.00",
      compareAtPrice: null,
      reason: "Loved by our customers",
    },
  ],
  unsubscribeUrl: "https://shop.example/unsubscribe/sample",
};
