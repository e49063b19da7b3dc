import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Await, Form, useLoaderData, useNavigate } from "@remix-run/react";
import { BlockStack, Button, Card, EmptyState, InlineStack, Link, Page, Pagination, Text } from "@shopify/polaris";
import { Suspense } from "react";
import { z } from "zod";
import { now } from "~/clock";
import { ContactTable } from "~/components/contact-table";
import { FormField } from "~/components/form-field";
import { FormSelect } from "~/components/form-select";
import { useZoneName } from "~/components/shop-format";
import { StageCard, StageCardSkeleton } from "~/components/stage-card";
import { stages } from "~/contacts/lifecycle";
import { type ContactFilter, contactPage } from "~/reports/contact-list";
import { contactName } from "~/reports/contact-profile";
import { segmentNames } from "~/reports/contact-segments";
import { stageFigures } from "~/reports/stage-figures";
import { stageTitle, stageTitles } from "~/reports/stage-words";
import { requireShop } from "~/session.server";

export const meta: MetaFunction = () => [{ title: "Contacts · Waypost" }];

const query = z.object({
  q: z.string().trim().max(200).default("").catch(""),
  stage: z.enum(stages).optional().catch(undefined),
  segment: z.uuid().optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
});

export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await requireShop(request);
  const { q, stage, segment, ...cursor } = query.parse(Object.fromEntries(new URL(request.url).searchParams));
  const filter: ContactFilter = { search: q, stage, segmentId: segment };
  const [page, segments] = await Promise.all([contactPage(shop.shopId, filter, cursor), segmentNames(shop.shopId)]);
  const address = (cursor: Record<string, string>) =>
    `/app/contacts?${new URLSearchParams({ ...(q && { q }), ...(stage && { stage }), ...(segment && { segment }), ...cursor })}`;
  return {
    search: q,
    stage: stage ?? "",
    segment: segment ?? "",
    previous: page.previous && address({ after: page.previous }),
    next: page.next && address({ before: page.next }),
    contacts: page.contacts.map(({ firstName, lastName, stage, ...contact }) => ({
      ...contact,
      name: contactName(firstName, lastName, contact.email),
      stage: stageTitle(stage),
    })),
    stageChoices: Object.entries(stageTitles).map(([value, label]) => ({ value, label })),
    segmentChoices: segments.map(({ segmentId, name }) => ({ value: segmentId, label: name })),
    // Counting a million takes longer than showing fifty: the list does not wait for it.
    figures: stageFigures(shop, now()),
  };
}

export default function Contacts() {
  const { contacts, previous, next, figures, ...filter } = useLoaderData<typeof loader>();
  const navigate = useNavigate();
  const zone = useZoneName();
  return (
    <Page
      title="Contacts"
      subtitle={`Who they are, and why they did or didn't get a mail. Times are ${zone}.`}
      secondaryActions={[
        { content: "Data quality", url: "/app/data-quality" },
        { content: "Not mailed", url: "/app/suppressions" },
        { content: "Import and export", url: "/app/import" },
      ]}
    >
      <BlockStack gap="400">
        <Suspense fallback={<StageCardSkeleton />}>
          <Await resolve={figures}>{(counted) => <StageCard {...counted} current={filter.stage} />}</Await>
        </Suspense>
        <Card padding="0">
          <FilterForm {...filter} />
          {contacts.length === 0 ? <NoContacts {...filter} /> : <ContactTable contacts={contacts} />}
          {(previous || next) && (
            <div style={{ padding: "var(--p-space-300)", display: "flex", justifyContent: "center" }}>
              <Pagination
                accessibilityLabel="Pages of contacts"
                hasPrevious={previous !== null}
                onPrevious={() => previous && navigate(previous)}
                hasNext={next !== null}
                onNext={() => next && navigate(next)}
              />
            </div>
          )}
        </Card>
      </BlockStack>
    </Page>
  );
}

interface FilterProps {
  readonly search: string;
  readonly stage: string;
  readonly segment: string;
  readonly stageChoices: readonly { readonly value: string; readonly label: string }[];
  readonly segmentChoices: readonly { readonly value: string; readonly label: string }[];
}

function FilterForm({ search, stage, segment, stageChoices, segmentChoices }: FilterProps) {
  return (
    <div style={{ padding: "var(--p-space-400)" }}>
      <Form role="search">
        <InlineStack gap="200" blockAlign="end">
          <FormField name="q" label="Name or e-mail" type="search" saved={search} />
          <FormSelect
            name="stage"
            label="Stage"
            saved={stage}
            options={[{ value: "", label: "Any" }, ...stageChoices]}
          />
          {segmentChoices.length > 0 && (
            <FormSelect
              name="segment"
              label="Segment"
              saved={segment}
              options={[{ value: "", label: "Any" }, ...segmentChoices]}
            />
          )}
          <Button submit>Search</Button>
          {(search || stage || segment) && <Button url="/app/contacts">Clear all</Button>}
        </InlineStack>
      </Form>
    </div>
  );
}

function NoContacts({ search, stage, segment }: FilterProps) {
  if (search || stage || segment) {
    return (
      <div style={{ padding: "var(--p-space-400)" }}>
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {search ? `Nobody matches “${search}”` : "Nobody is here"}
          </Text>
          <Text as="p">
            Try a part of the name or of the address, or <Link url="/app/contacts">see everyone</Link>.
          </Text>
        </BlockStack>
      </div>
    );
  }
  return (
    <EmptyState heading="Nobody is here yet" image="">
      <p>Who begins a checkout, orders, or becomes a customer in your store appears here by themselves.</p>
    </EmptyState>
  );
}
