import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { languages } from "~/content/language";
import { isTemplateKey } from "~/content/templates";
import { type BrandPreview, brandPreview } from "~/reports/brand-preview";
import { requireShop } from "~/session.server";

const query = z.looseObject({ mail: z.string().refine(isTemplateKey), language: z.enum(languages) });

/** A mail in a brand that is being written, and what is to be said of it. */
export async function loader({ request }: LoaderFunctionArgs): Promise<BrandPreview> {
  const shop = await requireShop(request);
  const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success) throw new Response("There is no such mail.", { status: 404 });
  const { mail, language, ...fields } = asked.data;
  return brandPreview(shop, fields, mail, language);
}
