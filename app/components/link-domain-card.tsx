import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, FormLayout, InlineStack, Text } from "@shopify/polaris";
import { FormField } from "./form-field";
import { useToast } from "./use-toast";

interface LinkDomainCardProps {
  /** Empty: links begin at the app's own address. */
  readonly linkDomain: string;
  /** What the name must lead to. */
  readonly linkHost: string;
}

/** The name at which links in mails begin. It is checked before it is used. */
export function LinkDomainCard({ linkDomain, linkHost }: LinkDomainCardProps) {
  const fetcher = useFetcher<{ toast?: string; errors?: Readonly<Record<string, string>> }>();
  useToast(fetcher.data);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Links in mails
        </Text>
        <Text as="p">
          Links lead by way of Waypost, which tells readers from scanners. They begin at {linkDomain || linkHost}. A
          name of your own looks more like you, and mailbox providers trust it more.
        </Text>
        <fetcher.Form method="post">
          <input type="hidden" name="intent" value="link-domain" />
          <FormLayout>
            <FormField
              name="linkDomain"
              label="A name of your own (optional)"
              placeholder="go.example.com"
              saved={linkDomain}
              error={fetcher.data?.errors?.linkDomain}
              helpText={`Where your domain is managed, add a CNAME record for it with the value ${linkHost}. Empty: no name of your own.`}
            />
            <InlineStack>
              <Button submit loading={fetcher.state !== "idle"}>
                Check and use
              </Button>
            </InlineStack>
          </FormLayout>
        </fetcher.Form>
      </BlockStack>
    </Card>
  );
}
