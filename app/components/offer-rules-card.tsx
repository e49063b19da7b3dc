import { useFetcher } from "@remix-run/react";
import { BlockStack, Card, FormLayout, Text } from "@shopify/polaris";
import { FormField } from "./form-field";
import { FormSelect } from "./form-select";
import { useToast } from "./use-toast";

interface OfferRulesCardProps {
  /** As the form sends them. */
  readonly rules: {
    readonly perContact: string;
    readonly perMonth: string;
    readonly notToBuyersWithinDays: string;
    readonly notToHighIntent: string;
    readonly testPercent: string;
  };
}

/** Who gets a personal code, and how many are given. Saved through Shopify's save bar. */
export function OfferRulesCard({ rules }: OfferRulesCardProps) {
  const fetcher = useFetcher<{ toast?: string; errors?: Readonly<Record<string, string>> }>();
  useToast(fetcher.data);
  const errors = fetcher.data?.errors;
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Who gets a code
          </Text>
          <Text as="p" tone="subdued">
            For codes that Waypost makes. Whoever gets none still gets the mail, without the offer; their page says why.
          </Text>
        </BlockStack>
        <fetcher.Form method="post" data-save-bar>
          <FormLayout>
            <FormLayout.Group>
              <FormField
                name="perContact"
                label="Codes per shopper"
                type="number"
                min={1}
                max={20}
                saved={rules.perContact}
                error={errors?.perContact}
                helpText="Within any 30 days."
              />
              <FormField
                name="perMonth"
                label="Codes per month"
                type="number"
                min={1}
                saved={rules.perMonth}
                error={errors?.perMonth}
                helpText="In your whole store. Empty: no limit."
              />
            </FormLayout.Group>
            <FormLayout.Group>
              <FormField
                name="notToBuyersWithinDays"
                label="No code for whoever paid full price within"
                type="number"
                min={1}
                max={365}
                suffix="days"
                saved={rules.notToBuyersWithinDays}
                error={errors?.notToBuyersWithinDays}
                helpText="They buy anyway. Empty: does not matter."
              />
              <FormSelect
                name="notToHighIntent"
                label="Shoppers who are about to buy"
                options={[
                  { label: "Get codes too", value: "false" },
                  { label: "Get none", value: "true" },
                ]}
                saved={rules.notToHighIntent}
                error={errors?.notToHighIntent}
                helpText="Those whose page says “Intent: High”: by what they lately looked at, put in the cart and clicked. Whoever has just left a checkout is among them."
              />
            </FormLayout.Group>
            <FormField
              name="testPercent"
              label="Shoppers who get none, as a test"
              type="number"
              min={1}
              max={50}
              suffix="%"
              saved={rules.testPercent}
              error={errors?.testPercent}
              helpText="Chosen by chance, always the same ones. They show what codes bring. Ten is a good number; empty: no test."
            />
          </FormLayout>
        </fetcher.Form>
      </BlockStack>
    </Card>
  );
}
