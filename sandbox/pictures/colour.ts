/** Two colours (#rrggbb) mixed: `share` of the second, from 0 to 1. */
export function mix(first: string, second: string, share: number): string {
  const channels = [1, 3, 5].map((at) => {
    const from = Number.parseInt(first.slice(at, at + 2), 16);
    const to = Number.parseInt(second.slice(at, at + 2), 16);
    return Math.round(from + (to - from) * share)
      .toString(16)
      .padStart(2, "0");
  });
  return `#${channels.join("")}`;
}

/** The shades in which one product is drawn. */
export interface Palette {
  readonly base: string;
  readonly light: string;
  readonly pale: string;
  readonly dark: string;
  readonly deep: string;
}

/** A product's colour in the light of one window: warm where it is lit, cooler in the shade. */
export function paletteOf(base: string): Palette {
  return {
    base,
    light: mix(base, "#fff6e6", 0.35),
    pale: mix(base, "#fffaf2", 0.68),
    dark: mix(base, "#2b2530", 0.28),
    deep: mix(base, "#231d29", 0.55),
  };
}

export const wood = paletteOf("#b98a5a");
export const leaf = paletteOf("#6f8d5f");
export const brass = paletteOf("#c9a351");
export const paper = "#fbf6ec";
