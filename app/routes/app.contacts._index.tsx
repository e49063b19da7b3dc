import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData, useNavigate } from "@remix-run/react";
import {
  Badge,
  BlockStack,
  Button,
  Card,
  EmptyState,
  IndexTable,
  InlineStack,
  Link,
  Page,
  Pagination,
  Text,
} from "@shopify/polaris";
import { z } from "zod";
import { FormField } from "~/components/form-field";
import { useZoneName, When } from "~/components/shop-format";
import { contactPage } from "~/reports/contact-list";
import { contactName } from "~/reports/contact-profile";
import { requireShop } from "~/session.server";

export const meta: MetaFunction = () => [{ title: "Contacts · Waypost" }];

const query = z.object({
  q: z.string().trim().max(200).default(""),
  before: z.uuid().optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
});

export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await requireShop(request);
  const { q, ...cursor } = query.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { contacts, previous, next } = await contactPage(shop.shopId, q, cursor);
  return {
    search: q,
    previous: previous && pageAddress(q, { after: previous }),
    next: next && pageAddress(q, { before: next }),
    contacts: contacts.map(({ firstName, lastName, ...contact }) => ({
      ...contact,
      name: contactName(firstName, lastName, contact.email),
    })),
  };
}

function pageAddress(search: string, cursor: Record<string, string>): string {
  return `/app/contacts?${new URLSearchParams({ ...(search && { q: search }), ...cursor })}`;
}

export default function Contacts() {
  const { contacts, search, previous, next } = useLoaderData<typeof loader>();
  const navigate = useNavigate();
  const zone = useZoneName();
  return (
    <Page title="Contacts" subtitle={`Who they are, and why they did or didn't get a mail. Times are ${zone}.`}>
      <Card padding="0">
        <div style={{ padding: "var(--p-space-400)" }}>
          <Form role="search">
            <InlineStack gap="200" blockAlign="end">
              <FormField name="q" label="Name or e-mail" type="search" saved={search} />
              <Button submit>Search</Button>
            </InlineStack>
          </Form>
        </div>
        {contacts.length === 0 ? (
          <NoContacts search={search} />
        ) : (
          <IndexTable
            selectable={false}
            itemCount={contacts.length}
            resourceName={{ singular: "contact", plural: "contacts" }}
            headings={[
              { title: "Name" },
              { title: "E-mail" },
              { title: "Marketing e-mails" },
              { title: "Last seen" },
              { title: "Mails sent", alignment: "end" },
            ]}
          >
            {contacts.map((contact, position) => (
              <IndexTable.Row id={contact.contactId} key={contact.contactId} position={position}>
                <IndexTable.Cell>
                  <Link dataPrimaryLink url={`/app/contacts/${contact.contactId}`} monochrome removeUnderline>
                    <Text as="span" fontWeight="semibold">
                      {contact.name}
                    </Text>
                  </Link>
                </IndexTable.Cell>
                <IndexTable.Cell>{contact.email ?? "–"}</IndexTable.Cell>
                <IndexTable.Cell>
                  <ConsentBadge consent={contact.consent} />
                </IndexTable.Cell>
                <IndexTable.Cell>
                  <When at={contact.lastSeenAt} />
                </IndexTable.Cell>
                <IndexTable.Cell>
                  <Text as="span" alignment="end" numeric>
                    {contact.sent}
                  </Text>
                </IndexTable.Cell>
              </IndexTable.Row>
            ))}
          </IndexTable>
        )}
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
    </Page>
  );
}

function NoContacts({ search }: { search: string }) {
  if (search) {
    return (
      <div style={{ padding: "var(--p-space-400)" }}>
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            Nobody matches “{search}”
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

function ConsentBadge({ consent }: { consent: string }) {
  if (consent === "SUBSCRIBED") return <Badge tone="success">Agreed</Badge>;
  if (consent === "UNSUBSCRIBED") return <Badge tone="warning">Opted out</Badge>;
  if (consent === "PENDING") return <Badge tone="attention">Not confirmed</Badge>;
  return <Badge>Not agreed</Badge>;
}
