import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { languages } from "~/content/language";
import { isTemplateKey } from "~/content/templates";
import { templatePreview } from "~/reports/template-preview";
import { requireShop } from "~/session.server";

const wish = z.object({ settings: z.unknown(), language: z.enum(languages), contactId: z.uuid().nullable() });

/** A mail as it is being written. Nothing is saved. */
export async function action({ request, params }: ActionFunctionArgs) {
  const shop = await requireShop(request);
  const key = params.template ?? "";
  if (!isTemplateKey(key)) throw new Response("There is no such mail.", { status: 404 });
  return Response.json(await templatePreview(shop, { key, ...wish.parse(await request.json()) }));
}
