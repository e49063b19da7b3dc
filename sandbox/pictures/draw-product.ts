import { mix, paletteOf } from "./colour";
import { kitchenShapes } from "./kitchen-shapes";
import { lightShapes } from "./light-shapes";
import { plantShapes } from "./plant-shapes";
import type { Shape } from "./shape";
import { softShapes } from "./soft-shapes";
import { wearShapes } from "./wear-shapes";

/** How wide the shadow on the table is, and whether the thing hangs on the wall instead. */
interface Stand {
  readonly shadow: number;
  readonly hangs?: boolean;
}

const shapes: Readonly<Record<string, Shape>> = {
  ...kitchenShapes,
  ...lightShapes,
  ...softShapes,
  ...plantShapes,
  ...wearShapes,
};

const stands: Readonly<Record<string, Stand>> = {
  pendant: { shadow: 0, hangs: true },
  printsea: { shadow: 0, hangs: true },
  printhills: { shadow: 0, hangs: true },
  wreath: { shadow: 0, hangs: true },
  apron: { shadow: 0, hangs: true },
  teatowel: { shadow: 0, hangs: true },
  scarf: { shadow: 0, hangs: true },
  tote: { shadow: 175 },
  budvase: { shadow: 95 },
  lamp: { shadow: 120 },
  tapers: { shadow: 120 },
  plate: { shadow: 150 },
  can: { shadow: 180 },
  throw: { shadow: 240 },
  plaid: { shadow: 240 },
  tray: { shadow: 270 },
  weekender: { shadow: 260 },
};

/** A picture of a product as SVG: the thing in its colour on a table by a lit wall. Throws for a shape that nobody drew. */
export function drawProduct({ shape, colour }: { readonly shape: string; readonly colour: string }): string {
  const draw = shapes[shape];
  if (!draw) throw new Error(`Nobody has drawn a "${shape}" yet.`);
  const palette = paletteOf(colour);
  const { shadow, hangs = false } = stands[shape] ?? { shadow: 160 };
  const wall = mix(mix(colour, "#efe6d8", 0.72), "#8fa3a0", 0.06);
  const table = mix(mix(colour, "#e2d2bb", 0.7), "#a88b6a", 0.12);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 800" width="800" height="800">
  <defs>
    <linearGradient id="wall" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${mix(wall, "#ffffff", 0.55)}"/><stop offset="1" stop-color="${wall}"/></linearGradient>
    <linearGradient id="table" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${mix(table, "#ffffff", 0.3)}"/><stop offset="1" stop-color="${table}"/></linearGradient>
    <linearGradient id="body" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="${palette.base}"/><stop offset=".26" stop-color="${palette.light}"/><stop offset=".58" stop-color="${palette.base}"/><stop offset="1" stop-color="${palette.dark}"/></linearGradient>
    <linearGradient id="inside" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="${palette.deep}"/><stop offset="1" stop-color="${palette.dark}"/></linearGradient>
    <radialGradient id="window" cx=".22" cy=".16" r=".7"><stop offset="0" stop-color="#fff" stop-opacity=".75"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>
    <radialGradient id="glow" cx=".5" cy=".5" r=".5"><stop offset="0" stop-color="#ffe2a1" stop-opacity=".95"/><stop offset="1" stop-color="#ffe2a1" stop-opacity="0"/></radialGradient>
    <filter id="soft" x="-40%" y="-60%" width="180%" height="220%"><feGaussianBlur stdDeviation="16"/></filter>
    <filter id="cast" x="-20%" y="-20%" width="150%" height="150%"><feGaussianBlur stdDeviation="12"/></filter>
  </defs>
  <rect width="800" height="800" fill="url(#wall)"/>
  ${hangs ? "" : `<rect y="560" width="800" height="240" fill="url(#table)"/>`}
  <rect width="800" height="800" fill="url(#window)"/>
  ${shadow ? `<ellipse cx="${430 + shadow * 0.16}" cy="644" rx="${shadow * 1.16}" ry="22" fill="${mix(table, "#2b2130", 0.62)}" opacity=".5" filter="url(#soft)"/>` : ""}
  ${draw(palette)}
</svg>`;
}
