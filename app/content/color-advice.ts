import type { BrandSettings } from "~/content/brand";
import { contrast, READABLE } from "~/content/look";

type Colors = BrandSettings["colors"];
export type ColorName = keyof Colors;

/** What is to be said of one colour. */
export type ColorAdvice =
  | { readonly kind: "fine"; readonly text: string }
  /** It is used, and where it is too weak mails do with another one. */
  | { readonly kind: "corrected"; readonly text: string; readonly better: string }
  /** Mails cannot do with it. */
  | { readonly kind: "refused"; readonly text: string; readonly better: string };

const WHITE = "#ffffff";
// WCAG 2.2, 1.4.11: what must be seen to be found, such as a button's edge.
const SEEN = 3;

/** Which of a brand's colours are too weak to be read or seen (WCAG 2.2, level AA), and the nearest that are not. */
export function colorAdvice({ primary, text, background }: Colors): Readonly<Record<ColorName, ColorAdvice>> {
  return {
    primary: primaryAdvice(primary),
    text: textAdvice(text),
    background: backgroundAdvice(background, text),
  };
}

function primaryAdvice(primary: string): ColorAdvice {
  const onWhite = contrast(primary, WHITE);
  if (onWhite >= SEEN) return { kind: "fine", text: `Stands out on white, ${ratio(onWhite)}.` };
  return {
    kind: "corrected",
    text: `Pale on white, ${ratio(onWhite)} where ${SEEN} : 1 is needed to see a button's edge. Its text is dark, so that it can be read.`,
    better: strengthened(primary, WHITE, SEEN),
  };
}

function textAdvice(text: string): ColorAdvice {
  const onWhite = contrast(text, WHITE);
  if (onWhite >= READABLE) return { kind: "fine", text: `Easy to read on white, ${ratio(onWhite)}.` };
  return {
    kind: "refused",
    text: `Too weak to read on white: ${ratio(onWhite)} where ${READABLE} : 1 is needed.`,
    better: strengthened(text, WHITE, READABLE),
  };
}

function backgroundAdvice(background: string, text: string): ColorAdvice {
  // While the text is too weak for white itself, that is what is to be mended.
  if (contrast(text, WHITE) < READABLE) return { kind: "fine", text: "" };
  const under = contrast(text, background);
  if (under >= READABLE) return { kind: "fine", text: `Your text can be read on it, ${ratio(under)}.` };
  return {
    kind: "corrected",
    text: `Your text is too weak on it, ${ratio(under)} where ${READABLE} : 1 is needed. Mails write in black or white there instead.`,
    better: strengthened(background, text, READABLE),
  };
}

/** The colour nearest to `color` in its own hue that has `wanted` contrast to `against`; black or white when none has. */
function strengthened(color: string, against: string, wanted: number): string {
  const [hue, saturation, lightness] = hslOf(color);
  const isUp = contrast(against, WHITE) > contrast(against, "#000000");
  for (let step = 1; step <= 100; step += 1) {
    const to = isUp ? lightness + step : lightness - step;
    if (to < 0 || to > 100) break;
    const candidate = hexOf(hue, saturation, to);
    if (contrast(candidate, against) >= wanted) return candidate;
  }
  return isUp ? WHITE : "#000000";
}

const ratio = (value: number): string => `${(Math.floor(value * 10) / 10).toLocaleString("en")} : 1`;

/** Hue in degrees, saturation and lightness in percent (CSS Color 4, 7.1). */
function hslOf(color: string): readonly [number, number, number] {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const [lightness, spread] = [(most + least) / 2, most - least];
  if (spread === 0) return [0, 0, lightness * 100];
  const saturation = spread / (1 - Math.abs(2 * lightness - 1));
  const sixth =
    most === red ? (green - blue) / spread : most === green ? (blue - red) / spread + 2 : (red - green) / spread + 4;
  return [(sixth * 60 + 360) % 360, saturation * 100, lightness * 100];
}

function hexOf(hue: number, saturation: number, lightness: number): string {
  const amplitude = (saturation * Math.min(lightness, 100 - lightness)) / 10_000;
  const channel = (offset: number) => {
    const at = (offset + hue / 30) % 12;
    const value = lightness / 100 - amplitude * Math.max(-1, Math.min(at - 3, 9 - at, 1));
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, "0");
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}
