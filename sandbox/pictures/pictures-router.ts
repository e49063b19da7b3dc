import { Resvg } from "@resvg/resvg-js";
import { type Request, Router } from "express";
import type { Store } from "../store/store";
import { drawProduct } from "./draw-product";

const LARGEST = 1200;

/** `GET /cdn/products/<handle>.png?width=`: pictures as Shopify's CDN serves them, drawn when first asked for. */
export function picturesRouter(store: Store): Router {
  const router = Router();
  const drawn = new Map<string, Buffer>();

  router.get("/cdn/products/:file", (request, response) => {
    const handle = /^(.+)\.png$/.exec(request.params.file)?.[1];
    const product = store.state.products.find((candidate) => candidate.handle === handle);
    if (!product) {
      response.status(404).type("text").send("There is no such picture.");
      return;
    }
    const width = askedWidth(request);
    const key = `${product.handle}@${width}`;
    const png = drawn.get(key) ?? rasterise(drawProduct(product.picture), width);
    drawn.set(key, png);
    response.type("png").set("Cache-Control", "public, max-age=86400").send(png);
  });
  return router;
}

function askedWidth({ query }: Request): number {
  const asked = Number(query.width ?? LARGEST);
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, LARGEST) : LARGEST;
}

function rasterise(svg: string, width: number): Buffer {
  return new Resvg(svg, { fitTo: { mode: "width", value: width }, font: { loadSystemFonts: false } }).render().asPng();
}
