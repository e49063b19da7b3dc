import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { choiceKinds, segmentChoices } from "~/reports/segment-choices";
import { requireShop } from "~/session.server";

const query = z.object({ kind: z.enum(choiceKinds), q: z.string().trim().max(200).default("").catch("") });

/** What a rule can name, as the merchant types. */
export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await requireShop(request);
  const { kind, q } = query.parse(Object.fromEntries(new URL(request.url).searchParams));
  return { choices: await segmentChoices(shop, kind, q.replaceAll("\0", "")) };
}
