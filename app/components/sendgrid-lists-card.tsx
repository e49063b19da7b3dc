import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { When } from "./shop-format";
import { useToast } from "./use-toast";

interface SendgridListsCardProps {
  readonly isConnected: boolean;
  /** Null when it was never asked for. */
  readonly progress: {
    readonly status: "reading" | "done";
    readonly list: string;
    readonly addresses: number;
    readonly leftOut: number;
    readonly finishedAt: Date | null;
    readonly problem: string | null;
  } | null;
}

/** Takes over the lists that the merchant's SendGrid account has kept so far. */
export function SendgridListsCard({ isConnected, progress }: SendgridListsCardProps) {
  const fetcher = useFetcher<{ toast?: string }>();
  useToast(fetcher.data);
  const isReading = progress?.status === "reading" && progress.problem === null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          SendGrid’s own lists
        </Text>
        <Text as="p">
          Bounces, invalid addresses, spam reports and unsubscribes that SendGrid knows from before. What happens from
          now on comes by itself.
        </Text>
        {progress?.problem && <Banner tone="warning">{progress.problem}</Banner>}
        <div role="status">
          {progress && <Text as="p">{told(progress)}</Text>}
          {progress?.status === "done" && (
            <Text as="p" tone="subdued" variant="bodySm">
              <When at={progress.finishedAt} />
            </Text>
          )}
        </div>
        <InlineStack>
          <Button
            disabled={!isConnected || isReading}
            loading={fetcher.state !== "idle"}
            onClick={() => fetcher.submit({ intent: "import" }, { method: "post" })}
          >
            {progress ? "Import again" : "Import from SendGrid"}
          </Button>
        </InlineStack>
        {!isConnected && (
          <Text as="p" tone="subdued">
            Connect SendGrid in Settings first.
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

function told({ status, list, addresses, leftOut }: NonNullable<SendgridListsCardProps["progress"]>): string {
  const count = addresses === 1 ? "1 address" : `${addresses.toLocaleString("en")} addresses`;
  const rest = leftOut === 0 ? "" : ` ${leftOut.toLocaleString("en")} entries were no addresses.`;
  return status === "done" ? `${count} taken over.${rest}` : `Reading ${list}: ${count} so far.${rest}`;
}
