import { useFetcher } from "@remix-run/react";
import { Badge, Button, IndexTable, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import { When } from "./shop-format";
import { useToast } from "./use-toast";

export interface ListedAddress {
  readonly email: string;
  readonly reason: string;
  readonly why: string;
  readonly since: Date;
  readonly source: string;
  readonly removal:
    | { readonly isLawful: true; readonly warning: string | null }
    | { readonly isLawful: false; readonly why: string };
}

/** A page of addresses that are not mailed. Each is taken off where that is lawful; else it says why it is not. */
export function SuppressionTable({ addresses }: { readonly addresses: readonly ListedAddress[] }) {
  return (
    <IndexTable
      selectable={false}
      itemCount={addresses.length}
      resourceName={{ singular: "address", plural: "addresses" }}
      headings={[
        { title: "Address" },
        { title: "Why" },
        { title: "Since" },
        { title: "Known from" },
        { title: "Take off the list", hidden: true },
      ]}
    >
      {addresses.map((address, position) => (
        <IndexTable.Row
          id={`${address.reason} ${address.email}`}
          key={`${address.reason} ${address.email}`}
          position={position}
        >
          <IndexTable.Cell>
            <Text as="span" fontWeight="medium">
              {address.email}
            </Text>
          </IndexTable.Cell>
          <IndexTable.Cell>
            <Badge {...toneOf(address.reason)}>{address.why}</Badge>
          </IndexTable.Cell>
          <IndexTable.Cell>
            <When at={address.since} />
          </IndexTable.Cell>
          <IndexTable.Cell>
            <div style={{ whiteSpace: "normal", minWidth: "10rem" }}>{address.source || "–"}</div>
          </IndexTable.Cell>
          <IndexTable.Cell>
            {address.removal.isLawful ? (
              <TakeOff {...address} warning={address.removal.warning} />
            ) : (
              <div style={{ whiteSpace: "normal", minWidth: "14rem" }}>
                <Text as="span" tone="subdued" variant="bodySm">
                  {address.removal.why}
                </Text>
              </div>
            )}
          </IndexTable.Cell>
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

interface TakeOffProps extends Pick<ListedAddress, "email" | "reason"> {
  readonly warning: string | null;
}

function TakeOff({ email, reason, warning }: TakeOffProps) {
  const fetcher = useFetcher<{ toast?: string }>();
  const [isAsking, setIsAsking] = useState(false);
  useToast(fetcher.data);
  const remove = () => {
    setIsAsking(false);
    fetcher.submit({ intent: "remove", email, reason }, { method: "post" });
  };
  return (
    <>
      <Button
        size="slim"
        loading={fetcher.state !== "idle"}
        accessibilityLabel={`Take off the list: ${email}`}
        onClick={() => (warning === null ? remove() : setIsAsking(true))}
      >
        Take off the list
      </Button>
      {warning !== null && (
        <Modal
          open={isAsking}
          onClose={() => setIsAsking(false)}
          title={`Mail ${email} again?`}
          primaryAction={{ content: "Take off the list", destructive: true, onAction: remove }}
          secondaryActions={[{ content: "Cancel", onAction: () => setIsAsking(false) }]}
        >
          <Modal.Section>
            <Text as="p">{warning}</Text>
          </Modal.Section>
        </Modal>
      )}
    </>
  );
}

function toneOf(reason: string): { readonly tone?: "critical" | "warning" | "attention" } {
  if (reason === "complained") return { tone: "critical" };
  if (reason === "unsubscribed") return { tone: "warning" };
  return reason === "bounced" ? { tone: "attention" } : {};
}
