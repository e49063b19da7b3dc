import { Badge, IndexTable, Link, Text } from "@shopify/polaris";
import { When } from "./shop-format";

interface ContactTableProps {
  readonly contacts: readonly {
    readonly contactId: string;
    readonly name: string;
    readonly email: string | null;
    readonly stage: string;
    readonly consent: string;
    readonly lastSeenAt: Date | null;
    readonly sent: number;
  }[];
}

/** A page of contacts, each a link to who it is. */
export function ContactTable({ contacts }: ContactTableProps) {
  return (
    <IndexTable
      selectable={false}
      itemCount={contacts.length}
      resourceName={{ singular: "contact", plural: "contacts" }}
      headings={[
        { title: "Name" },
        { title: "E-mail" },
        { title: "Stage" },
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
          <IndexTable.Cell>{contact.stage}</IndexTable.Cell>
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
  );
}

function ConsentBadge({ consent }: { consent: string }) {
  if (consent === "SUBSCRIBED") return <Badge tone="success">Agreed</Badge>;
  if (consent === "UNSUBSCRIBED") return <Badge tone="warning">Opted out</Badge>;
  if (consent === "PENDING") return <Badge tone="attention">Not confirmed</Badge>;
  return <Badge>Not agreed</Badge>;
}
