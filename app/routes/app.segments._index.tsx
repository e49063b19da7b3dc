import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, EmptyState, IndexTable, Link, Page, Text } from "@shopify/polaris";
import { SuggestionCard } from "~/components/segments/suggestion-card";
import { useZoneName, When } from "~/components/shop-format";
import { useRefresh } from "~/components/use-refresh";
import { sentence } from "~/contacts/segments/sentence";
import { listSegments } from "~/contacts/segments/store";
import { suggestions } from "~/contacts/segments/suggestions";
import { requireShop } from "~/session.server";

export const meta: MetaFunction = () => [{ title: "Segments · Waypost" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, currency } = await requireShop(request);
  const segments = await listSegments(shopId);
  return {
    segments: segments.map(({ rule, ...segment }) => ({ ...segment, told: sentence(rule, currency) })),
    suggestions: suggestions
      .filter(({ name }) => !segments.some((segment) => segment.name === name))
      .map(({ key, name, purpose, rule }) => ({ key, name, purpose, told: sentence(rule, currency) })),
  };
}

export default function Segments() {
  const { segments, suggestions } = useLoaderData<typeof loader>();
  const zone = useZoneName();
  useRefresh(segments.some(({ countedAt }) => countedAt === null));
  return (
    <Page
      title="Segments"
      subtitle={
        segments.length === 0
          ? "Groups of contacts by a rule, kept up to date by themselves."
          : `Kept up to date by themselves. Times are ${zone}.`
      }
      primaryAction={{ content: "New segment", url: "/app/segments/new" }}
    >
      <BlockStack gap="400">
        <Card padding="0">
          {segments.length === 0 ? (
            <EmptyState heading="No segments yet" image="">
              <p>
                Say in a sentence whom you mean, see at once how many that are, and send a workflow to them alone. Start
                with a ready-made rule below, or with your own.
              </p>
            </EmptyState>
          ) : (
            <SegmentTable segments={segments} />
          )}
        </Card>
        {suggestions.length > 0 && <SuggestionCard suggestions={suggestions} />}
      </BlockStack>
    </Page>
  );
}

interface SegmentTableProps {
  readonly segments: readonly {
    readonly segmentId: string;
    readonly name: string;
    readonly told: string;
    readonly members: number;
    readonly countedAt: Date | null;
    readonly changedAt: Date;
  }[];
}

function SegmentTable({ segments }: SegmentTableProps) {
  return (
    <IndexTable
      selectable={false}
      itemCount={segments.length}
      resourceName={{ singular: "segment", plural: "segments" }}
      headings={[{ title: "Segment" }, { title: "Contacts", alignment: "end" }, { title: "Last change" }]}
    >
      {segments.map(({ segmentId, name, told, members, countedAt, changedAt }, position) => (
        <IndexTable.Row id={segmentId} key={segmentId} position={position}>
          <IndexTable.Cell>
            <div style={{ whiteSpace: "normal", minWidth: "14rem" }}>
              <BlockStack gap="050">
                <Link dataPrimaryLink url={`/app/segments/${segmentId}`} monochrome removeUnderline>
                  <Text as="span" fontWeight="semibold">
                    {name}
                  </Text>
                </Link>
                <Text as="span" tone="subdued" variant="bodySm">
                  {told}
                </Text>
              </BlockStack>
            </div>
          </IndexTable.Cell>
          <IndexTable.Cell>
            <Text as="span" alignment="end" numeric>
              {countedAt ? (
                <Link url={`/app/contacts?segment=${segmentId}`}>{new Intl.NumberFormat("en").format(members)}</Link>
              ) : (
                "Being counted"
              )}
            </Text>
          </IndexTable.Cell>
          <IndexTable.Cell>
            <When at={changedAt} />
          </IndexTable.Cell>
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}
