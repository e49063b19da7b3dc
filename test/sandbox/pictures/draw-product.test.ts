import { Resvg } from "@resvg/resvg-js";
import { expect, test } from "vitest";
import { drawProduct } from "../../../sandbox/pictures/draw-product";
import { catalogue } from "../../../sandbox/store/catalogue";

test("every product has a picture that can be drawn, and no two look the same", () => {
  const drawn = catalogue.map(({ picture }) => drawProduct(picture));
  for (const svg of drawn) expect(new Resvg(svg).width).toBe(800);
  expect(new Set(drawn).size).toBe(catalogue.length);
  expect(() => drawProduct({ shape: "unicorn", colour: "#ffffff" })).toThrow('Nobody has drawn a "unicorn" yet.');
});
