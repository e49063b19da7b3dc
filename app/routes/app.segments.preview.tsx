import type { LoaderFunctionArgs } from "@remix-run/node";
import { now } from "~/clock";
import type { PreviewAnswer } from "~/components/segments/preview-card";
import { segmentRule } from "~/contacts/segments/expression";
import { previewSegment } from "~/contacts/segments/preview";
import { readRule } from "~/contacts/segments/read-rule";
import { sentence } from "~/contacts/segments/sentence";
import { unreadShopifySegments } from "~/contacts/segments/shopify-segments";
import { contactName } from "~/reports/contact-profile";
import { requireShop } from "~/session.server";

/** Who a rule finds, while it is being written. */
export async function loader({ request }: LoaderFunctionArgs): Promise<PreviewAnswer> {
  const shop = await requireShop(request);
  const parsed = segmentRule.safeParse(readRule(new URL(request.url).searchParams.get("rule")));
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, message }) => [path.join("."), message]);
    return { kind: "invalid", errors: Object.fromEntries(errors) };
  }
  const rule = parsed.data;
  const told = sentence(rule, shop.currency);
  if ((await unreadShopifySegments(shop.shopId, rule)).length > 0) return { kind: "unread", told };
  const preview = await previewSegment(shop.shopId, rule, now());
  if (!preview) return { kind: "slow", told };
  const sample = preview.sample.map(({ contactId, firstName, lastName, email }) => {
    return { contactId, name: contactName(firstName, lastName, email), email };
  });
  return { kind: "counted", told, members: preview.members, sample };
}
