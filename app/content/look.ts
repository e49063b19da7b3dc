import { type Brand, fontStacks } from "~/content/brand";

/** What `[[ ]]` can say in a template's source: a brand's style, ready to be baked into MJML. */
export interface Look {
  readonly font: string;
  readonly radius: number;
  readonly hasLogo: boolean;
  readonly light: Surface;
  readonly dark: Surface;
  /** The hero and its button, the same in light and dark. */
  readonly primary: string;
  readonly onPrimary: string;
  /** Ornaments on the light card, such as review stars: they need not be read. */
  readonly stars: string;
}

interface Surface {
  readonly page: string;
  readonly card: string;
  /** Behind a product without a picture, and the help block. */
  readonly tint: string;
  readonly rule: string;
  readonly ink: string;
  readonly muted: string;
  /** Text on the page, outside the card. */
  readonly pageInk: string;
  readonly pageMuted: string;
  readonly button: string;
  readonly onButton: string;
}

const WHITE = "#ffffff";
const BLACK = "#111111";
// WCAG 2.2, 1.4.3 (text) and 1.4.11 (the outline of a control).
export const READABLE = 4.5;
const DISCERNIBLE = 3;
// A yellow button on white reads well by its text; only a nearly white one is lost.
const BARELY_SEEN = 1.3;

/** The look of a brand: its colours where they can be read, black or white where they can't. */
export function lookOf(brand: Brand): Look {
  const { primary, text, background } = brand.colors;
  const onPrimary = readable(primary, []);
  const ink = readable(WHITE, [text]);
  const dark = { page: "#121214", card: "#1e1e21", tint: "#2b2b2f", rule: "#3a3a3f", ink: "#f2f1ef", muted: "#b0aeaa" };
  const isSeenInDark = contrast(primary, dark.card) >= DISCERNIBLE;
  const isSeenInLight = contrast(primary, WHITE) >= BARELY_SEEN;
  return {
    font: fontStacks[brand.font],
    radius: brand.cornerRadius,
    hasLogo: brand.logoUrl !== null,
    primary,
    onPrimary,
    stars: isSeenInLight ? primary : ink,
    light: {
      page: background,
      card: WHITE,
      tint: "#f4f2ee",
      rule: "#e8e5df",
      ink,
      muted: "#6b6864",
      pageInk: readable(background, [text]),
      pageMuted: readable(background, ["#6b6864", text]),
      button: isSeenInLight ? primary : ink,
      onButton: isSeenInLight ? onPrimary : WHITE,
    },
    dark: {
      ...dark,
      pageInk: dark.ink,
      pageMuted: dark.muted,
      button: isSeenInDark ? primary : dark.ink,
      onButton: isSeenInDark ? onPrimary : dark.card,
    },
  };
}

/** The contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** The first of `preferred` that can be read on `background`; black or white, whichever has more contrast, when none can. */
function readable(background: string, preferred: readonly string[]): string {
  const blackOrWhite = contrast(background, BLACK) > contrast(background, WHITE) ? BLACK : WHITE;
  return preferred.find((color) => contrast(background, color) >= READABLE) ?? blackOrWhite;
}

/** Relative luminance, 0 (black) to 1 (white), by WCAG 2.2. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
