import { Badge, BlockStack, Card, InlineStack, List, ProgressBar, Text } from "@shopify/polaris";
import { DownloadButton } from "./download-button";
import { When } from "./shop-format";

interface FileCardProps {
  readonly jobId: string;
  readonly kind: string;
  readonly status: string;
  readonly fileName: string;
  readonly percent: number;
  readonly doneRows: number;
  readonly errorCount: number;
  readonly keptCount: number;
  readonly createdAt: Date;
  readonly problems: readonly { readonly row: string; readonly column: string; readonly problem: string }[];
}

/** One file that was brought: how far it is, what came of it, and which rows were refused. */
export function FileCard(file: FileCardProps) {
  const id = `file-${file.jobId}`;
  const isUnderWay = file.status === "waiting" || file.status === "reading";
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" variant="headingSm" id={id} breakWord>
            {file.fileName}
          </Text>
          <StatusBadge status={file.status} />
        </InlineStack>
        <Text as="p" variant="bodySm" tone="subdued">
          {file.kind === "import-contacts" ? "Contacts" : "Addresses that must not be mailed"}, brought{" "}
          <When at={file.createdAt} />
        </Text>
        {isUnderWay && <ProgressBar progress={file.percent} size="small" animated={false} ariaLabelledBy={id} />}
        <Text as="p">{outcome(file)}</Text>
        {file.problems.length > 0 && (
          <BlockStack gap="300" inlineAlign="start">
            <List>
              {file.problems.map(({ row, column, problem }) => (
                <List.Item key={`${row} ${column}`}>
                  {row && `Row ${row}${column && `, ${column}`}: `}
                  {problem}
                </List.Item>
              ))}
            </List>
            <DownloadButton
              url={`/app/import/report?job=${file.jobId}`}
              fileName={`report ${file.fileName}`}
              accessibilityLabel={`Save the report of ${file.fileName}`}
            >
              Save the report
            </DownloadButton>
          </BlockStack>
        )}
      </BlockStack>
    </Card>
  );
}

function StatusBadge({ status }: { status: string }) {
  if (status === "done") return <Badge tone="success">Read</Badge>;
  if (status === "failed") return <Badge tone="critical">Stopped</Badge>;
  return <Badge tone="info">{status === "waiting" ? "Waiting" : "Being read"}</Badge>;
}

const rows = (count: number) => (count === 1 ? "1 row" : `${count.toLocaleString("en")} rows`);

function outcome({ status, doneRows, errorCount, keptCount, percent }: FileCardProps): string {
  if (status === "waiting") return "It is read in a moment.";
  const taken = `${rows(doneRows - errorCount)} taken in, ${errorCount.toLocaleString("en")} refused.`;
  const kept =
    keptCount === 0
      ? ""
      : ` ${keptCount === 1 ? "1 agreement was" : `${keptCount.toLocaleString("en")} agreements were`} not taken, because an opt-out or a newer word holds.`;
  if (status === "reading") return `${percent} % read: ${taken}${kept}`;
  if (status === "failed") {
    return `Reading stopped after ${rows(doneRows)}: what follows is no CSV. ${taken}${kept} Mend the file and import it again; rows that are in already do no harm.`;
  }
  return taken + kept;
}
