import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Link } from "@shopify/polaris";
import { useToast } from "./use-toast";

interface SenderStandingProps {
  readonly isGood: boolean | null;
  readonly text: string;
}

/** Whether SendGrid takes mails from the sender's address, and the button that asks again. */
export function SenderStanding({ isGood, text }: SenderStandingProps) {
  const fetcher = useFetcher<{ toast?: string }>();
  useToast(fetcher.data);
  return (
    <Banner tone={isGood ? "success" : isGood === false ? "critical" : "info"}>
      <BlockStack gap="200" inlineAlign="start">
        <p>
          {text}{" "}
          {isGood === false && (
            <Link url="https://app.sendgrid.com/settings/sender_auth" target="_blank">
              Verify it in SendGrid
            </Link>
          )}
        </p>
        {!isGood && (
          <fetcher.Form method="post" action="/app/sender">
            <input type="hidden" name="intent" value="check-sender" />
            <Button submit loading={fetcher.state !== "idle"}>
              Ask SendGrid again
            </Button>
          </fetcher.Form>
        )}
      </BlockStack>
    </Banner>
  );
}
