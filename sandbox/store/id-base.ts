/** Shopify's ids are 13 or 14 digits; ours begin where no two kinds meet, so that a mix-up shows. */
export const idBase = { collection: 4_400e8, product: 8_800e9, variant: 4_700e10, customer: 7_700e9, order: 5_900e9 };
