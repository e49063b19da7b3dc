import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { fetchPrivacyExport } from "~/contacts/privacy-requests";
import { requireShop } from "~/session.server";

/** The file for somebody who asked for their data. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId } = await requireShop(request);
  const id = z.uuid().safeParse(params.id);
  const file = id.success ? await fetchPrivacyExport(shopId, id.data) : null;
  if (file === null) throw new Response("There is no such file, or it is no longer kept.", { status: 404 });
  return new Response(file, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Disposition": 'attachment; filename="personal-data.html"',
      "Cache-Control": "no-store",
    },
  });
}
