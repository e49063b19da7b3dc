import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { languages } from "~/content/language";
import { isTemplateKey } from "~/content/templates";
import { shopSample } from "~/reports/shop-sample";
import { requireShop } from "~/session.server";

const query = z.object({ mail: z.string().refine(isTemplateKey), language: z.enum(languages) });

/** One mail as the gallery shows it: asked for as it comes into view. */
export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await requireShop(request);
  const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success) throw new Response("There is no such mail.", { status: 404 });
  const { subject, html } = await shopSample(shop, asked.data.mail, asked.data.language);
  return { subject, html };
}
