import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvResponse } from "~/csv-response";
import { suppressionRecords } from "~/reports/export-suppressions";
import { requireShop } from "~/session.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await requireShop(request);
  return csvResponse(suppressionRecords(shop.shopId), "suppressions.csv");
}
