import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { When } from "./shop-format";
import { useToast } from "./use-toast";

interface KindProgress {
  readonly kind: string;
  readonly title: string;
  readonly detail: string;
  readonly percent: number;
  readonly isDone: boolean;
  readonly problem: string | null;
}

interface ImportCardProps {
  readonly kinds: readonly KindProgress[];
  readonly isDone: boolean;
  readonly isInTrouble: boolean;
  readonly finishedAt: Date | null;
  readonly reach: string | null;
}

/** How far the store's past is read: a bar each while it is under way, one line once it is done. */
export function ImportCard({ kinds, isDone, isInTrouble, finishedAt, reach }: ImportCardProps) {
  const fetcher = useFetcher<{ readonly toast?: string }>();
  useToast(fetcher.data);
  const canAsk = isDone || isInTrouble;
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="start" gap="300">
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd">
              {isDone ? "What Waypost knows of your store" : "Reading your store"}
            </Text>
            <Text as="p" tone="subdued">
              {isDone ? (
                <>
                  Read on <When at={finishedAt} />, and kept up to date by Shopify since.
                </>
              ) : (
                "What was there before Waypost. Nobody gets a mail because of it; mails of today can leave meanwhile. You can go on working, or close this page."
              )}
            </Text>
          </BlockStack>
          {canAsk && (
            <fetcher.Form method="post">
              <input type="hidden" name="intent" value="read-again" />
              <Button submit loading={fetcher.state !== "idle"}>
                Read again
              </Button>
            </fetcher.Form>
          )}
        </InlineStack>
        {kinds.map(({ kind, title, problem }) =>
          problem === null ? null : (
            <Banner key={kind} tone="warning" title={`${title}: held up`}>
              <p>{problem} Waypost tries again by itself.</p>
            </Banner>
          ),
        )}
        {isDone ? (
          <Text as="p">{kinds.map(({ detail }) => detail).join(" · ")}</Text>
        ) : (
          kinds.map((kind) => <KindBar key={kind.kind} {...kind} />)
        )}
        {reach && (
          <Text as="p" variant="bodySm" tone="subdued">
            {reach}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

function KindBar({ kind, title, detail, percent, isDone }: KindProgress) {
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" gap="200">
        <Text as="h3" variant="bodyMd" id={`import-${kind}`}>
          {title}
        </Text>
        <Text as="p" variant="bodyMd" tone="subdued">
          {detail}
        </Text>
      </InlineStack>
      <ProgressBar
        progress={percent}
        size="small"
        tone={isDone ? "success" : "primary"}
        animated={false}
        ariaLabelledBy={`import-${kind}`}
      />
    </BlockStack>
  );
}
