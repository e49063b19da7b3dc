import { useFetcher } from "@remix-run/react";
import { Badge, Banner, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useToast } from "./use-toast";

/** Whether the shop's SendGrid account reports what becomes of mails, and the button that has it do so. */
export function ReportsCard({ isReporting }: { readonly isReporting: boolean }) {
  const fetcher = useFetcher<{ toast?: string; errors?: Readonly<Record<string, string>> }>();
  useToast(fetcher.data);
  const problem = fetcher.data?.errors?.reports;
  return (
    <Card>
      <div id="reports">
        <BlockStack gap="300">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingMd">
              Reports from SendGrid
            </Text>
            {isReporting ? <Badge tone="success">Connected</Badge> : <Badge tone="attention">Not connected</Badge>}
          </InlineStack>
          <Text as="p">
            SendGrid tells Waypost which mails were delivered, bounced, opened or called spam, so that a dead address is
            not mailed again. To know of opens, SendGrid puts an invisible picture into each mail; what mail programs
            open by themselves is shown, and not counted.
          </Text>
          {problem && (
            <Banner tone="critical" title="The reports could not be connected">
              <p>{problem}</p>
            </Banner>
          )}
          {!isReporting && !problem && (
            <Text as="p">
              Without reports, bounces and complaints stay unknown here. The key needs the permission “Mail Settings
              &gt; Event Notification”.
            </Text>
          )}
          <fetcher.Form method="post">
            <input type="hidden" name="intent" value="reports" />
            <Button submit loading={fetcher.state !== "idle"}>
              {isReporting ? "Connect the reports again" : "Connect the reports"}
            </Button>
          </fetcher.Form>
        </BlockStack>
      </div>
    </Card>
  );
}
