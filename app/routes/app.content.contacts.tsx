import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { contactChoices } from "~/reports/contact-choices";
import { requireShop } from "~/session.server";

const query = z.object({ q: z.string().trim().max(200).default("").catch("") });

/** Contacts by name or e-mail, as the merchant types. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await requireShop(request);
  const { q } = query.parse(Object.fromEntries(new URL(request.url).searchParams));
  return { contacts: await contactChoices(shopId, q.replaceAll("\0", "")) };
}
