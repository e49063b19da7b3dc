import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { SegmentEditor } from "~/components/segments/segment-editor";
import { consents, MOST_LEVELS } from "~/contacts/segments/expression";
import { readRule } from "~/contacts/segments/read-rule";
import { consentNames } from "~/contacts/segments/sentence";
import { refusedShopifySegments } from "~/contacts/segments/shopify-segments";
import { changeSegment, createSegment, segmentById } from "~/contacts/segments/store";
import { blankRule, suggestions } from "~/contacts/segments/suggestions";
import { currencyDigits } from "~/events/money";
import { stageTitles } from "~/reports/stage-words";
import { requireShop } from "~/session.server";
import { removeUnusedSegment } from "~/workflows/segment-audience";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.saved?.name ?? "New segment"} · Waypost` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId, currency } = await requireShop(request);
  const id = z.uuid().safeParse(params.id);
  const saved = id.success ? await segmentById(shopId, id.data) : null;
  if (!saved && params.id !== "new")
    throw new Response("There is no such segment. It may have been removed.", { status: 404 });
  const suggestion = suggestions.find(({ key }) => key === new URL(request.url).searchParams.get("from"));
  return {
    saved,
    refused: saved ? await refusedShopifySegments(shopId, saved.rule) : [],
    start: saved ?? { name: suggestion?.name ?? "", rule: suggestion?.rule ?? blankRule },
    form: {
      currency,
      currencyDigits: currencyDigits(currency),
      stages: Object.entries(stageTitles).map(([value, label]) => ({ value, label })),
      consents: consents.map((value) => ({ value, label: consentNames[value] })),
      levels: MOST_LEVELS,
    },
  };
}

const command = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), name: z.string(), rule: z.string() }),
  z.object({ intent: z.literal("remove") }),
]);

/** What the page says after an action: a short toast, or what is wrong, at its place. */
interface Answer {
  readonly toast?: string;
  readonly segmentId?: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly problem?: string;
}

export async function action({ request, params }: ActionFunctionArgs): Promise<Answer | Response> {
  const { shopId } = await requireShop(request);
  const wish = command.parse(Object.fromEntries(await request.formData()));
  const id = z.uuid().safeParse(params.id);
  if (wish.intent === "remove") {
    if (!id.success) return redirect("/app/segments");
    const removed = await removeUnusedSegment(shopId, id.data);
    if (removed.ok) return redirect("/app/segments");
    const users = new Intl.ListFormat("en").format(removed.usedBy.map((title) => `“${title}”`));
    return { problem: `It is used by ${users}. Choose another segment there, or none, and remove this one then.` };
  }
  const draft = { name: wish.name, rule: readRule(wish.rule) };
  const saved = id.success ? await changeSegment(shopId, id.data, draft) : await createSegment(shopId, draft);
  return saved.ok ? { toast: "Saved", segmentId: saved.segmentId } : { errors: saved.errors };
}

export default function Segment() {
  const { saved, refused, start, form } = useLoaderData<typeof loader>();
  return <SegmentEditor key={saved?.segmentId ?? "new"} saved={saved} refused={refused} start={start} form={form} />;
}
