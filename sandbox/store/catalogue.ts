/** What Lantern & Lane sells. One line a product, so that a person can read the whole shop at a glance. */
export interface CatalogueEntry {
  readonly handle: string;
  readonly title: string;
  readonly description: string;
  readonly type: string;
  readonly vendor: string;
  readonly collections: readonly string[];
  readonly tags: readonly string[];
  /** What the variants differ in, and each with its price and stock. One variant called "Default Title" is none. */
  readonly option: string;
  readonly variants: readonly (readonly [title: string, price: number, stock: number])[];
  readonly compareAt: number | null;
  readonly isDraft: boolean;
  readonly picture: { readonly shape: string; readonly colour: string };
}

export const collections = [
  {
    handle: "kitchen-table",
    title: "Kitchen & Table",
    description: "For breakfasts that last and suppers that linger.",
  },
  { handle: "light", title: "Light", description: "Lamps, lanterns and candles for the blue hour." },
  { handle: "soft-things", title: "Soft Things", description: "Linen, wool and waffle to sink into." },
  { handle: "green-corner", title: "Green Corner", description: "Pots, cans and vases for whatever grows." },
  { handle: "to-wear", title: "To Wear & Carry", description: "Accessories made to be used every day." },
  { handle: "walls-shelves", title: "Walls & Shelves", description: "The last things a room was missing." },
] as const;

type Options = Partial<Pick<CatalogueEntry, "compareAt" | "isDraft" | "option">> & { vendor?: string; tags?: string[] };

function sells(
  handle: string,
  title: string,
  type: string,
  collection: (typeof collections)[number]["handle"],
  [shape, colour]: readonly [string, string],
  variants: number | CatalogueEntry["variants"],
  description: string,
  options: Options = {},
): CatalogueEntry {
  return {
    handle,
    title,
    type,
    description,
    collections: [collection],
    picture: { shape, colour },
    variants: typeof variants === "number" ? [["Default Title", variants, 40]] : variants,
    option: options.option ?? (typeof variants === "number" ? "Title" : "Colour"),
    vendor: options.vendor ?? "Lantern & Lane",
    tags: options.tags ?? [],
    compareAt: options.compareAt ?? null,
    isDraft: options.isDraft ?? false,
  };
}

const clay = { vendor: "Atelier Ton", tags: ["ceramic", "handmade"] };
const loom = { vendor: "Norrby Weavers", tags: ["linen", "natural"] };
const wool = { vendor: "Norrby Weavers", tags: ["wool", "winter"] };

// biome-ignore format: a table is read across
export const catalogue: readonly CatalogueEntry[] = [
  sells("stoneware-mug", "Stoneware Mug", "Mugs", "kitchen-table", ["mug", "#d9c7ab"], [["Oat", 18, 64], ["Sage", 18, 41], ["Ink", 18, 0]], "Thrown by hand, glazed inside, bare at the foot. Holds a generous 350 ml.", clay),
  sells("speckled-espresso-cup", "Speckled Espresso Cup", "Mugs", "kitchen-table", ["cup", "#e4ddd0"], 12, "A small cup with freckles, for the second coffee.", clay),
  sells("ridge-teapot", "Ridge Teapot", "Teapots", "kitchen-table", ["teapot", "#7f9183"], 54, "Pours without a drip. A steel basket keeps the leaves in.", clay),
  sells("everyday-bowl", "Everyday Bowl", "Bowls", "kitchen-table", ["bowl", "#b9694a"], [["Small", 16, 33], ["Large", 26, 18]], "The bowl that everyone reaches for first.", { ...clay, option: "Size" }),
  sells("supper-plate", "Supper Plate", "Plates", "kitchen-table", ["plate", "#e9e2d4"], 24, "A wide, quiet plate with a raised rim.", clay),
  sells("amber-carafe", "Amber Carafe", "Glassware", "kitchen-table", ["carafe", "#d08a3c"], 36, "Mouth-blown glass in the colour of late afternoon.", { vendor: "Glashütte Wald", tags: ["glass"] }),
  sells("ribbed-tumblers", "Ribbed Tumblers, Set of Two", "Glassware", "kitchen-table", ["tumblers", "#9dbcb8"], 22, "They stack, they catch the light, they survive the dishwasher.", { vendor: "Glashütte Wald", tags: ["glass"] }),
  sells("olive-wood-board", "Olive Wood Board", "Boards", "kitchen-table", ["board", "#b98450"], 39, "Each grain is its own. Oil it now and then.", { tags: ["wood"] }),
  sells("linen-tea-towel", "Linen Tea Towel", "Kitchen Linen", "kitchen-table", ["teatowel", "#6f8794"], [["Harbour", 14, 52], ["Rye", 14, 47]], "Dries a whole dinner's dishes and is dry by morning.", loom),
  sells("linen-napkins", "Linen Napkins, Set of Four", "Kitchen Linen", "kitchen-table", ["napkins", "#c9a08a"], 32, "Washed soft. They look better not ironed.", loom),
  sells("linen-apron", "Linen Apron", "Kitchen Linen", "kitchen-table", ["apron", "#6b7a5e"], 46, "Cross-back, deep pockets, one size.", loom),
  sells("lane-lantern", "The Lane Lantern", "Lanterns", "light", ["lantern", "#3d4a48"], 64, "Our first product, and still our favourite: powder-coated steel, for a candle inside or out.", { tags: ["signature"] }),
  sells("dune-table-lamp", "Dune Table Lamp", "Lamps", "light", ["lamp", "#c98f68"], 129, "A stoneware base and a linen shade that makes evening come gently.", { ...clay, compareAt: 159 }),
  sells("paper-moon-pendant", "Paper Moon Pendant", "Lamps", "light", ["pendant", "#f0e4cb"], [["45 cm", 79, 12], ["60 cm", 98, 7]], "Rice paper over bamboo. Arrives flat, glows round.", { option: "Diameter" }),
  sells("beeswax-candles", "Beeswax Candles, Pair", "Candles", "light", ["tapers", "#d9a441"], 16, "Hand-dipped, honey-scented, eight hours each.", { tags: ["beeswax"] }),
  sells("fig-cedar-candle", "Fig & Cedar Candle", "Candles", "light", ["jarcandle", "#5d4a44"], [["180 g", 28, 36], ["300 g", 39, 21]], "Green fig, cedar, a little smoke.", { option: "Size", tags: ["scented"] }),
  sells("brass-candle-holder", "Brass Candle Holder", "Candles", "light", ["holder", "#c7a04c"], 32, "Solid brass that darkens with you.", { tags: ["brass"] }),
  sells("long-matches", "Long Matches", "Candles", "light", ["matches", "#a8472f"], 9, "Eleven centimetres, sixty to a box.", { tags: ["gift"] }),
  sells("washed-linen-cushion", "Washed Linen Cushion", "Cushions", "soft-things", ["cushion", "#b5654a"], [["Clay", 38, 29], ["Sage", 38, 31], ["Indigo", 38, 14]], "Stone-washed cover with a feather filling.", loom),
  sells("boucle-cushion", "Bouclé Cushion", "Cushions", "soft-things", ["boucle", "#e8decb"], 44, "Like leaning on a small, well-behaved sheep.", wool),
  sells("waffle-throw", "Waffle Throw", "Throws", "soft-things", ["throw", "#9aa88c"], 72, "Cotton waffle with a fringe; light enough for summer.", loom),
  sells("highland-wool-throw", "Highland Wool Throw", "Throws", "soft-things", ["plaid", "#8a4b3c"], 118, "Woven in a mill from 1838, brushed on both sides.", wool),
  sells("waffle-bath-towel", "Waffle Bath Towel", "Towels", "soft-things", ["towels", "#c9b79c"], [["Sand", 34, 40], ["Forest", 34, 26]], "Dries fast and folds small.", loom),
  sells("bergamot-hand-soap", "Bergamot Hand Soap", "Bath", "soft-things", ["bottle", "#7b5a35"], 17, "Olive oil soap in a bottle worth keeping.", { tags: ["refill"] }),
  sells("olive-soap-bar", "Olive Soap Bar", "Bath", "soft-things", ["soap", "#a9b089"], 8, "Cut by hand, cured for six weeks.", { tags: ["gift"] }),
  sells("terracotta-planter", "Terracotta Planter", "Planters", "green-corner", ["planter", "#c0714d"], [["12 cm", 14, 38], ["18 cm", 22, 24], ["24 cm", 32, 9]], "Breathes, so that roots can too. With a saucer.", { ...clay, option: "Size" }),
  sells("glazed-planter", "Glazed Planter", "Planters", "green-corner", ["cactus", "#4f7470"], 29, "A deep glaze that pooled where it wanted to.", clay),
  sells("little-watering-can", "Little Watering Can", "Garden", "green-corner", ["can", "#5f7d6d"], 36, "A long spout for the plants at the back.", { tags: ["metal"] }),
  sells("seagrass-basket", "Seagrass Basket", "Baskets", "green-corner", ["basket", "#c4a26a"], [["Medium", 42, 17], ["Large", 58, 11]], "For plants, logs, toys, or all three.", { option: "Size", tags: ["natural"] }),
  sells("bud-vase", "Bud Vase", "Vases", "green-corner", ["budvase", "#d8b4a0"], 24, "Made for a single stem.", clay),
  sells("arc-vase", "Arc Vase", "Vases", "green-corner", ["arcvase", "#e6dccb"], [["Default Title", 58, 0]], "A ring of stoneware that holds a branch like a sentence.", clay),
  sells("dried-meadow-bunch", "Dried Meadow Bunch", "Flowers", "green-corner", ["bouquet", "#cf9f5f"], 26, "Oats, helichrysum and statice from one field.", { tags: ["natural"] }),
  sells("harbour-morning-print", "Harbour Morning Print", "Prints", "walls-shelves", ["printsea", "#5f8797"], [["30 × 40 cm", 35, 60], ["50 × 70 cm", 59, 34]], "Printed in Leipzig on heavy cotton paper.", { option: "Size", tags: ["art"] }),
  sells("two-hills-print", "Two Hills Print", "Prints", "walls-shelves", ["printhills", "#c27c4e"], [["30 × 40 cm", 35, 55], ["50 × 70 cm", 59, 28]], "The view from the hill that you are not on.", { option: "Size", tags: ["art"] }),
  sells("walnut-tray", "Walnut Tray", "Trays", "walls-shelves", ["tray", "#7a5238"], 48, "Breakfast goes up, keys come down.", { tags: ["wood"] }),
  sells("merino-scarf", "Merino Scarf", "Scarves", "to-wear", ["scarf", "#a9543a"], [["Rust", 69, 22], ["Moss", 69, 19], ["Ink", 69, 16]], "Two metres of the softest merino we could find.", wool),
  sells("ribbed-beanie", "Ribbed Beanie", "Hats", "to-wear", ["beanie", "#d3c2a4"], [["Oat", 39, 35], ["Rust", 39, 27], ["Navy", 39, 30]], "Fisherman's rib, turned up once or twice.", wool),
  sells("wool-socks", "Wool Socks", "Socks", "to-wear", ["socks", "#56695f"], 18, "For cold floors and long walks.", wool),
  sells("canvas-tote", "Canvas Tote", "Bags", "to-wear", ["tote", "#e2d6bd"], [["Natural", 29, 70], ["Black", 29, 44]], "Heavy canvas, long handles, an inner pocket for keys.", { tags: ["cotton"] }),
  sells("card-wallet", "Leather Card Wallet", "Wallets", "to-wear", ["wallet", "#8b5a3a"], 45, "Vegetable-tanned; six cards and a folded note.", { tags: ["leather"] }),
  sells("weekender-bag", "Weekender Bag", "Bags", "to-wear", ["weekender", "#5b6a57"], [["Default Title", 149, 0]], "Waxed canvas that is ready when you are.", { tags: ["cotton", "leather"] }),
  sells("winter-wreath", "Winter Wreath", "Flowers", "walls-shelves", ["wreath", "#4f6b4c"], 48, "Not on sale yet: we bind them in December.", { isDraft: true }),
];

/** What people buy together, with how often each theme comes up: the first is why they came, the rest joins in. */
export const baskets: readonly (readonly [readonly string[], number])[] = [
  [["stoneware-mug", "ridge-teapot", "linen-tea-towel", "walnut-tray"], 16],
  [["speckled-espresso-cup", "stoneware-mug", "olive-wood-board"], 7],
  [["everyday-bowl", "supper-plate", "linen-napkins", "ribbed-tumblers"], 12],
  [["amber-carafe", "ribbed-tumblers", "linen-napkins"], 7],
  [["linen-apron", "linen-tea-towel", "olive-wood-board"], 6],
  [["lane-lantern", "beeswax-candles", "long-matches"], 12],
  [["fig-cedar-candle", "long-matches", "brass-candle-holder"], 11],
  [["dune-table-lamp", "harbour-morning-print", "bud-vase"], 4],
  [["washed-linen-cushion", "waffle-throw", "boucle-cushion"], 11],
  [["highland-wool-throw", "wool-socks", "fig-cedar-candle"], 6],
  [["waffle-bath-towel", "bergamot-hand-soap", "olive-soap-bar"], 9],
  [["terracotta-planter", "little-watering-can", "glazed-planter"], 11],
  [["seagrass-basket", "glazed-planter", "highland-wool-throw"], 5],
  [["bud-vase", "dried-meadow-bunch", "arc-vase"], 8],
  [["two-hills-print", "harbour-morning-print"], 6],
  [["merino-scarf", "ribbed-beanie", "wool-socks"], 12],
  [["canvas-tote", "card-wallet"], 7],
  [["paper-moon-pendant", "two-hills-print"], 3],
];
