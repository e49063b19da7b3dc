import { useFetcher } from "@remix-run/react";
import { BlockStack, Card, FormLayout, Text } from "@shopify/polaris";
import { FormField } from "./form-field";
import { SenderStanding } from "./sender-standing";
import { useToast } from "./use-toast";

interface SenderCardProps {
  readonly sender: {
    readonly senderName: string;
    readonly senderEmail: string;
    readonly replyTo: string;
    readonly postalAddress: string;
  };
  /** What SendGrid says of the address that is saved; null while nobody could be asked. */
  readonly standing: { readonly isGood: boolean | null; readonly text: string } | null;
}

/** Who the shop's mails come from. Saved through Shopify's save bar. */
export function SenderCard({ sender, standing }: SenderCardProps) {
  const fetcher = useFetcher<{ toast?: string; errors?: Readonly<Record<string, string>> }>();
  useToast(fetcher.data);
  const errors = fetcher.data?.errors;
  return (
    <Card>
      <div id="sender">
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            Sender
          </Text>
          {standing && <SenderStanding {...standing} />}
          <fetcher.Form method="post" data-save-bar>
            <input type="hidden" name="intent" value="sender" />
            <FormLayout>
              <FormField
                name="senderName"
                label="Name"
                autoComplete="organization"
                saved={sender.senderName}
                error={errors?.senderName}
                helpText="What shoppers see as the sender."
              />
              <FormField
                name="senderEmail"
                label="E-mail"
                type="email"
                autoComplete="email"
                saved={sender.senderEmail}
                error={errors?.senderEmail}
                helpText="One that SendGrid has verified, or at a domain that it has authenticated: see below."
              />
              <FormField
                name="replyTo"
                label="Replies go to (optional)"
                type="email"
                autoComplete="email"
                saved={sender.replyTo}
                error={errors?.replyTo}
                helpText="Empty: to the address above."
              />
              <FormField
                name="postalAddress"
                label="Postal address"
                multiline={3}
                autoComplete="street-address"
                saved={sender.postalAddress}
                error={errors?.postalAddress}
                helpText="Stands at the foot of each mail; the law asks for it."
              />
            </FormLayout>
          </fetcher.Form>
        </BlockStack>
      </div>
    </Card>
  );
}
