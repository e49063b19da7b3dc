import type { MailLine, MailProduct, RenderInputs } from "~/content/render-inputs";
import { samplePictureUrl } from "./pictures";

const shop = "https://shop.example";

const lines: readonly MailLine[] = [
  {
    title: "Brass Reading Lantern",
    variantTitle: "Antique brass",
    quantity: 1,
    price: "€78.00",
    imageUrl: samplePictureUrl("lantern"),
    url: `${shop}/products/brass-reading-lantern`,
  },
  {
    title: "Washed Linen Throw",
    variantTitle: "Oat / 130 × 180 cm",
    quantity: 2,
    price: "€118.00",
    imageUrl: samplePictureUrl("throwBlanket"),
    url: `${shop}/products/washed-linen-throw`,
  },
];

const products: readonly MailProduct[] = [
  {
    title: "Brass Reading Lantern",
    url: `${shop}/products/brass-reading-lantern`,
    imageUrl: samplePictureUrl("lantern"),
    imageAlt: "A lantern of antique brass",
    price: "€78.00",
    compareAtPrice: "€92.00",
    reason: "",
  },
  {
    title: "Washed Linen Throw",
    url: `${shop}/products/washed-linen-throw`,
    imageUrl: samplePictureUrl("throwBlanket"),
    imageAlt: "A folded linen throw with a fringe",
    price: "€59.00",
    compareAtPrice: null,
    reason: "",
  },
];

/** Somebody, and three recommendations, one of them reduced: what previews of every mail show. */
export const sampleInputs: RenderInputs = {
  locale: "en",
  contact: { firstName: "Maya" },
  isRequested: false,
  items: null,
  order: null,
  products: [],
  usage: [],
  hero: null,
  incentive: null,
  deadline: null,
  answers: [],
  recommendations: [
    {
      title: "Beeswax Candles, Set of Three",
      url: `${shop}/products/beeswax-candles`,
      imageUrl: samplePictureUrl("candles"),
      imageAlt: "Three beeswax candles of different heights",
      price: "€18.00",
      compareAtPrice: "€24.00",
      reason: "Often bought with your Brass Reading Lantern",
    },
    {
      title: "Striped Wool Cushion",
      url: `${shop}/products/striped-wool-cushion`,
      imageUrl: samplePictureUrl("cushion"),
      imageAlt: "A terracotta cushion with woven stripes",
      price: "€42.00",
      compareAtPrice: null,
      reason: "Goes well with your Washed Linen Throw",
    },
    {
      title: "Stoneware Mug",
      url: `${shop}/products/stoneware-mug`,
      imageUrl: samplePictureUrl("mug"),
      imageAlt: "A blue stoneware mug with a cream glaze",
      price: "€22.00",
      compareAtPrice: null,
      reason: "Loved by our customers",
    },
  ],
  messages: [],
  templateVersion: 0,
  unsubscribeUrl: `${shop}/unsubscribe/sample`,
  preferencesUrl: `${shop}/preferences/sample`,
};

/** With a checkout or a cart of two lines. */
export const sampleCart: RenderInputs = {
  ...sampleInputs,
  items: { url: `${shop}/checkouts/recover?token=sample`, lines, total: "€196.00" },
};

/** With an order of two lines. */
export const sampleOrder: RenderInputs = {
  ...sampleInputs,
  order: { name: "#1042", lines, total: "€196.00" },
  usage: ["light", "textile"],
};

/** With two products that they looked at. */
export const sampleProducts: RenderInputs = { ...sampleInputs, products };

/** With one product, which used to cost more. */
export const sampleProduct: RenderInputs = { ...sampleInputs, products: products.slice(0, 1) };

/** The same, asked for. */
export const sampleRequest: RenderInputs = { ...sampleProduct, isRequested: true, recommendations: [] };

/** With a code. */
export const sampleOffer: RenderInputs = {
  ...sampleInputs,
  incentive: { code: "THANKS-10", offer: "10% off your next order" },
};

const answer = (name: string, label: string) => ({ name, label, url: `${shop}/answer/${name}` });

/** With a question's answers. */
export const sampleQuestion: RenderInputs = {
  ...sampleInputs,
  answers: [answer("for-me", "Something for me"), answer("a-gift", "A gift")],
};

export const sampleStay: RenderInputs = {
  ...sampleInputs,
  answers: [answer("stay", "Keep writing to me"), answer("seldom", "Only now and then")],
};
