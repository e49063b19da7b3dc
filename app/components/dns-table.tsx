import { Badge, BlockStack, InlineStack, Text } from "@shopify/polaris";
import { CopyButton } from "./copy-button";
import styles from "./dns-table.module.css";

interface DnsTableProps {
  readonly domain: string;
  readonly records: readonly {
    readonly name: string;
    readonly type: string;
    readonly host: string;
    readonly data: string;
    readonly isFound: boolean | null;
    readonly reason: string | null;
  }[];
}

/** Rows of DNS to paste, each with what was found of it. On a phone each row is a little list. */
export function DnsTable({ domain, records }: DnsTableProps) {
  return (
    <table className={styles.table} aria-label={`DNS rows of ${domain}`}>
      <thead>
        <tr>
          <th scope="col">Type</th>
          <th scope="col">Host</th>
          <th scope="col">Value</th>
          <th scope="col">In DNS</th>
        </tr>
      </thead>
      <tbody>
        {records.map(({ name, type, host, data, isFound, reason }) => (
          <tr key={name}>
            <td data-label="Type">{type}</td>
            <td data-label="Host">
              <Pasted text={host} what={`the host ${host}`} />
            </td>
            <td data-label="Value">
              <Pasted text={data} what={`the value for ${host}`} />
            </td>
            <td data-label="In DNS">
              <BlockStack gap="050" inlineAlign="start">
                {isFound === null && <span>–</span>}
                {isFound === true && <Badge tone="success">Found</Badge>}
                {isFound === false && <Badge tone="critical">Not found</Badge>}
                {reason && (
                  <Text as="span" variant="bodySm" tone="subdued" breakWord>
                    {reason}
                  </Text>
                )}
              </BlockStack>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Pasted({ text, what }: { readonly text: string; readonly what: string }) {
  return (
    <InlineStack gap="100" blockAlign="center" wrap={false}>
      <code className={styles.value}>{text}</code>
      <CopyButton text={text} what={what} />
    </InlineStack>
  );
}
