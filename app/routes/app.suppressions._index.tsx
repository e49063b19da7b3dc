import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Await, useLoaderData } from "@remix-run/react";
import { BlockStack, Card, InlineGrid, InlineStack, Link, Page, Text } from "@shopify/polaris";
import { DateTime } from "luxon";
import { Suspense } from "react";
import { z } from "zod";
import { AddSuppressionCard } from "~/components/add-suppression-card";
import { SendgridListsCard } from "~/components/sendgrid-lists-card";
import { useZoneName } from "~/components/shop-format";
import { SuppressionFilter } from "~/components/suppression-filter";
import { SuppressionTable } from "~/components/suppression-table";
import { useRefresh } from "~/components/use-refresh";
import { suppressByHand } from "~/delivery/suppress-by-hand";
import { askForSuppressions, suppressionImport } from "~/delivery/suppression-import";
import { type RemovalResult, removeSuppression } from "~/delivery/suppression-removal";
import { suppressionCounts, suppressionPage, suppressionSources } from "~/reports/suppression-list";
import { listedReasons, suppressionTitles } from "~/reports/suppression-words";
import { requireShop } from "~/session.server";

export const meta: MetaFunction = () => [{ title: "Not mailed · Waypost" }];

const day = z.iso.date().or(z.literal("")).default("").catch("");
const query = z.object({
  q: z.string().trim().max(200).default("").catch(""),
  reason: z
    .enum(["", ...listedReasons])
    .default("")
    .catch(""),
  source: z.string().max(300).default("").catch(""),
  from: day,
  until: day,
  after: z.string().max(500).optional().catch(undefined),
});

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, timezone, sendgridKey } = await requireShop(request);
  const { after, ...filter } = query.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { q, reason, source, from, until } = filter;
  const startOf = (text: string, days: number) =>
    text === "" ? undefined : DateTime.fromISO(text, { zone: timezone }).plus({ days }).toJSDate();
  const [page, sources, progress] = await Promise.all([
    suppressionPage(
      shopId,
      {
        search: q || undefined,
        reason: reason || undefined,
        source: source || undefined,
        from: startOf(from, 0),
        before: startOf(until, 1),
      },
      after ?? null,
    ),
    suppressionSources(shopId),
    suppressionImport(shopId),
  ]);
  const kept = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ""));
  return {
    filter: { search: q, reason, source, from, until },
    addresses: page.suppressions,
    next: page.next && `/app/suppressions?${new URLSearchParams({ ...kept, after: page.next })}`,
    newest: after === undefined ? null : `/app/suppressions?${new URLSearchParams(kept)}`,
    sources: sources.map((value) => ({ value, label: value })),
    progress,
    isConnected: sendgridKey !== null,
    // Counting a million takes longer than showing fifty: the list does not wait for it.
    counts: suppressionCounts(shopId).then(countWords),
  };
}

function countWords(counts: ReadonlyMap<string, number>): string {
  const parts = listedReasons.flatMap((reason) => {
    const count = counts.get(reason) ?? 0;
    return count === 0 ? [] : [`${suppressionTitles[reason]}: ${count.toLocaleString("en")}`];
  });
  return parts.length === 0 ? "Nobody is on the list: every address may be mailed." : parts.join(" · ");
}

const command = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("add"), email: z.string() }),
  z.object({ intent: z.literal("remove"), email: z.string(), reason: z.string() }),
  z.object({ intent: z.literal("import") }),
]);

interface SuppressionsAnswer {
  readonly toast?: string;
  readonly errors?: Readonly<Partial<Record<string, string>>>;
}

export async function action({ request }: ActionFunctionArgs): Promise<SuppressionsAnswer> {
  const { shopId } = await requireShop(request);
  const wish = command.parse(Object.fromEntries(await request.formData()));
  switch (wish.intent) {
    case "add": {
      const added = await suppressByHand(shopId, wish.email);
      return added.ok ? { toast: "Added. It is not mailed any more" } : { errors: added.errors };
    }
    case "remove":
      return { toast: removed(await removeSuppression(shopId, wish.email, wish.reason)) };
    case "import":
      await askForSuppressions(shopId);
      return { toast: "SendGrid’s lists are being read" };
  }
}

function removed(result: RemovalResult): string {
  switch (result.kind) {
    case "removed":
      return "Taken off the list";
    case "left":
      return `Off your list; SendGrid keeps it on its own: ${result.why}`;
    case "refused":
      return result.why;
  }
}

export default function Suppressions() {
  const { filter, addresses, next, newest, sources, progress, isConnected, counts } = useLoaderData<typeof loader>();
  const zone = useZoneName();
  useRefresh(progress?.status === "reading" && progress.problem === null);
  const reasons = listedReasons.map((value) => ({ value, label: suppressionTitles[value] }));
  const isFiltered = Object.values(filter).some((value) => value !== "");
  return (
    <Page
      title="Not mailed"
      subtitle={`Which addresses are not mailed, and why. Times are ${zone}.`}
      backAction={{ content: "Contacts", url: "/app/contacts" }}
      secondaryActions={[{ content: "Import and export", url: "/app/import" }]}
    >
      <BlockStack gap="400">
        <Card padding="0">
          <div style={{ padding: "var(--p-space-400)" }}>
            <BlockStack gap="400">
              <Suspense fallback={<Text as="p">Counting …</Text>}>
                <Await resolve={counts}>{(text) => <Text as="p">{text}</Text>}</Await>
              </Suspense>
              <SuppressionFilter {...filter} reasons={reasons} sources={sources} />
              {addresses.length === 0 && isFiltered && <Text as="p">No address on the list is like that.</Text>}
            </BlockStack>
          </div>
          {addresses.length > 0 && <SuppressionTable addresses={addresses} />}
          {(next || newest) && (
            <div style={{ padding: "var(--p-space-300)" }}>
              <InlineStack gap="400" align="center">
                {newest && <Link url={newest}>Back to the newest</Link>}
                {next && <Link url={next}>Show older ones</Link>}
              </InlineStack>
            </div>
          )}
        </Card>
        <InlineGrid columns={{ xs: 1, md: 2 }} gap="400" alignItems="start">
          <AddSuppressionCard />
          <SendgridListsCard isConnected={isConnected} progress={progress} />
        </InlineGrid>
      </BlockStack>
    </Page>
  );
}
