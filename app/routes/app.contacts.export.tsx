import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvResponse } from "~/csv-response";
import { contactRecords } from "~/reports/export-contacts";
import { requireShop } from "~/session.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await requireShop(request);
  return csvResponse(contactRecords(shop.shopId, shop.currency), "contacts.csv");
}
