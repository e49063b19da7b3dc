import { useFetcher } from "@remix-run/react";
import { Badge, Banner, BlockStack, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { FormField } from "./form-field";
import { useToast } from "./use-toast";

/** Connects the shop's own SendGrid account. The key is written here and never shown again. */
export function SendgridCard({ isConnected }: { isConnected: boolean }) {
  const fetcher = useFetcher<{ toast?: string; errors?: Readonly<Record<string, string>> }>();
  useToast(fetcher.data);
  return (
    <Card>
      <div id="sendgrid">
        <BlockStack gap="300">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingMd">
              SendGrid
            </Text>
            {isConnected ? <Badge tone="success">Connected</Badge> : <Badge tone="attention">Not connected</Badge>}
          </InlineStack>
          <Text as="p">
            Mails leave through your own SendGrid account. Make a key with the permissions “Mail Send” and “Mail
            Settings &gt; Event Notification” in{" "}
            <Link url="https://app.sendgrid.com/settings/api_keys" target="_blank">
              SendGrid's settings
            </Link>
            . It is kept encrypted and never shown again.
          </Text>
          {fetcher.data?.errors?.reports && (
            <Banner tone="warning" title="Mail can leave, but SendGrid does not report yet">
              <p>{fetcher.data.errors.reports}</p>
            </Banner>
          )}
          <fetcher.Form method="post">
            <input type="hidden" name="intent" value="sendgrid" />
            <BlockStack gap="300" inlineAlign="start">
              <div style={{ width: "100%", maxWidth: "32rem" }}>
                <FormField
                  key={isConnected ? "connected" : "new"}
                  name="key"
                  label={isConnected ? "New API key" : "API key"}
                  type="password"
                  placeholder="SG.…"
                  saved=""
                  error={fetcher.data?.errors?.key}
                />
              </div>
              <Button submit loading={fetcher.state !== "idle"} variant={isConnected ? "secondary" : "primary"}>
                {isConnected ? "Replace the key" : "Connect SendGrid"}
              </Button>
            </BlockStack>
          </fetcher.Form>
        </BlockStack>
      </div>
    </Card>
  );
}
