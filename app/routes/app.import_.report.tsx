import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { csvHeaders } from "~/csv-response";
import { fileReport } from "~/reports/file-list";
import { requireShop } from "~/session.server";

const query = z.object({ job: z.uuid() });

/** The rows of a file that were refused, and what was not taken, as CSV. */
export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await requireShop(request);
  const parsed = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  const report = parsed.success ? await fileReport(shop.shopId, parsed.data.job) : null;
  if (report === null) throw new Response("There is no report of this file.", { status: 404 });
  return new Response(report, { headers: csvHeaders("report.csv") });
}
