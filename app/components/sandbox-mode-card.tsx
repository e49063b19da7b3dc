import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useToast } from "./use-toast";

/** SendGrid checks every mail and delivers none: to see workflows at work before anybody is written to. */
export function SandboxModeCard({ isSandboxed }: { readonly isSandboxed: boolean }) {
  const fetcher = useFetcher<{ toast?: string }>();
  useToast(fetcher.data);
  return (
    <Card>
      <div id="sandbox">
        <BlockStack gap="300">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingMd">
              Sandbox mode
            </Text>
            {isSandboxed ? <Badge tone="critical">On: nobody gets a mail</Badge> : <Badge>Off</Badge>}
          </InlineStack>
          <Text as="p">
            While it is on, SendGrid looks at each mail as if it were sent, test mails too, and delivers none. Each
            counts as not sent, and is not sent later.
          </Text>
          <fetcher.Form method="post" action="/app/sender">
            <input type="hidden" name="intent" value="sandbox" />
            <input type="hidden" name="isOn" value={String(!isSandboxed)} />
            <Button submit loading={fetcher.state !== "idle"}>
              {isSandboxed ? "Turn sandbox mode off" : "Turn sandbox mode on"}
            </Button>
          </fetcher.Form>
        </BlockStack>
      </div>
    </Card>
  );
}
