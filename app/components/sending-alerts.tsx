import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button } from "@shopify/polaris";
import { useToast } from "./use-toast";

interface SendingAlertsProps {
  readonly alerts: readonly {
    readonly title: string;
    readonly text: string;
    readonly tone: "critical" | "warning";
    readonly action: { readonly content: string; readonly url: string };
    readonly canTryNow: boolean;
  }[];
}

/** What keeps mails from leaving, said loudly. Nothing when all is well. */
export function SendingAlerts({ alerts }: SendingAlertsProps) {
  const fetcher = useFetcher<{ toast?: string }>();
  useToast(fetcher.data);
  if (alerts.length === 0) return null;
  return (
    <BlockStack gap="300">
      {alerts.map(({ title, text, tone, action, canTryNow }) => (
        <Banner key={title} tone={tone} title={title} action={action}>
          <BlockStack gap="200" inlineAlign="start">
            <p>{text}</p>
            {canTryNow && (
              <fetcher.Form method="post" action="/app/sender">
                <input type="hidden" name="intent" value="try-again" />
                <Button submit loading={fetcher.state !== "idle"}>
                  Try again now
                </Button>
              </fetcher.Form>
            )}
          </BlockStack>
        </Banner>
      ))}
    </BlockStack>
  );
}
