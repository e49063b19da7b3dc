import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, FormLayout, InlineStack, Link, Text } from "@shopify/polaris";
import { FormField } from "./form-field";
import { useToast } from "./use-toast";

/** Puts one address on the list. */
export function AddSuppressionCard() {
  const fetcher = useFetcher<{ toast?: string; errors?: Readonly<Record<string, string>> }>();
  useToast(fetcher.data);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Add an address
        </Text>
        <fetcher.Form method="post">
          <input type="hidden" name="intent" value="add" />
          <FormLayout>
            <FormField
              // Empty again once it is on the list.
              key={fetcher.data?.toast ? "added" : "open"}
              name="email"
              label="E-mail address"
              type="email"
              saved=""
              error={fetcher.data?.errors?.email}
              helpText="It gets no mail any more, not about orders either."
            />
            <InlineStack gap="300" blockAlign="center">
              <Button submit loading={fetcher.state !== "idle"}>
                Add
              </Button>
              <Link url="/app/import">Bring many as a file</Link>
            </InlineStack>
          </FormLayout>
        </fetcher.Form>
      </BlockStack>
    </Card>
  );
}
