import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, Text } from "@shopify/polaris";
import { FormField } from "./form-field";
import { useToast } from "./use-toast";

/** Sends a sample mail at once, to see that all of the above works. */
export function TestMailCard({ address }: { readonly address: string }) {
  const fetcher = useFetcher<{ toast?: string; errors?: Readonly<Record<string, string>> }>();
  useToast(fetcher.data);
  const problem = fetcher.data?.errors?.to;
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Test mail
          </Text>
          <Text as="p">The checkout reminder with sample products, from your sender to you.</Text>
        </BlockStack>
        {problem && (
          <Banner tone="critical" title="The test mail did not leave">
            <p>{problem}</p>
          </Banner>
        )}
        <fetcher.Form method="post" action="/app/sender">
          <input type="hidden" name="intent" value="test" />
          <BlockStack gap="300" inlineAlign="start">
            <div style={{ width: "100%", maxWidth: "32rem" }}>
              <FormField name="to" label="To" type="email" autoComplete="email" saved={address} />
            </div>
            <Button submit loading={fetcher.state !== "idle"}>
              Send the test mail
            </Button>
          </BlockStack>
        </fetcher.Form>
      </BlockStack>
    </Card>
  );
}
