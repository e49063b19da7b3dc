import type { Palette } from "./colour";

/** Draws a thing that stands on y = 640 around x = 400, in an 800 × 800 picture. `url(#body)` is its lit fill. */
export type Shape = (palette: Palette) => string;
