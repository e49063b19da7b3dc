import { Badge, BlockStack, Card, IndexTable, Link, Text } from "@shopify/polaris";
import { When } from "./shop-format";

export interface ListedUnknownMail {
  readonly messageId: string;
  readonly contact: { readonly contactId: string; readonly name: string };
  readonly workflow: string;
  readonly subject: string;
  readonly leftAt: Date;
  readonly answer: string;
  readonly isWaiting: boolean;
}

/** Mails that may or may not have left, each with what is known of it. */
export function UnknownTable({ mails }: { readonly mails: readonly ListedUnknownMail[] }) {
  return (
    <Card padding="0">
      <IndexTable
        selectable={false}
        itemCount={mails.length}
        resourceName={{ singular: "mail", plural: "mails" }}
        headings={[
          { title: "To" },
          { title: "Mail" },
          { title: "Handed to SendGrid" },
          { title: "What SendGrid answered" },
          { title: "SendGrid's report" },
        ]}
      >
        {mails.map(({ messageId, contact, workflow, subject, leftAt, answer, isWaiting }, position) => (
          <IndexTable.Row id={messageId} key={messageId} position={position}>
            <IndexTable.Cell>
              <Link url={`/app/contacts/${contact.contactId}`}>{contact.name}</Link>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <div style={{ whiteSpace: "normal", minWidth: "12rem" }}>
                <BlockStack gap="050">
                  <Text as="span">{subject}</Text>
                  <Text as="span" tone="subdued" variant="bodySm">
                    {workflow}
                  </Text>
                </BlockStack>
              </div>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <When at={leftAt} />
            </IndexTable.Cell>
            <IndexTable.Cell>
              <div style={{ whiteSpace: "normal", minWidth: "14rem" }}>{answer}</div>
            </IndexTable.Cell>
            <IndexTable.Cell>
              {isWaiting ? <Badge tone="info">Waited for</Badge> : <Badge tone="attention">Never came</Badge>}
            </IndexTable.Cell>
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}
