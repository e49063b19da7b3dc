import { useFetcher } from "@remix-run/react";
import { BlockStack, Card, FormLayout, Text } from "@shopify/polaris";
import { FormField } from "./form-field";
import { FormSelect } from "./form-select";
import { useToast } from "./use-toast";

interface SendingRulesCardProps {
  /** As the form sends them. */
  readonly rules: {
    readonly perDay: string;
    readonly perWeek: string;
    readonly quietFrom: string;
    readonly quietTo: string;
    readonly isAdaptive: string;
  };
}

const hours = Array.from({ length: 25 }, (_, hour) => ({
  label: `${String(hour).padStart(2, "0")}:00`,
  value: String(hour),
}));

/** How often and when one shopper is written to. Saved through Shopify's save bar. */
export function SendingRulesCard({ rules }: SendingRulesCardProps) {
  const fetcher = useFetcher<{ toast?: string; errors?: Readonly<Record<string, string>> }>();
  useToast(fetcher.data);
  const errors = fetcher.data?.errors;
  return (
    <Card>
      <div id="sending-rules">
        <BlockStack gap="300">
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd">
              Sending rules
            </Text>
            <Text as="p" tone="subdued">
              For marketing mails. Order confirmations, and mails that a shopper asked for, leave at once and do not
              count. A mail that has to wait is looked at again as soon as it may leave.
            </Text>
          </BlockStack>
          <fetcher.Form method="post" data-save-bar>
            <input type="hidden" name="intent" value="sending-rules" />
            <FormLayout>
              <FormLayout.Group>
                <FormField
                  name="perDay"
                  label="Mails a day"
                  type="number"
                  min={1}
                  max={10}
                  saved={rules.perDay}
                  error={errors?.perDay}
                  helpText="To one shopper, within any 24 hours."
                />
                <FormField
                  name="perWeek"
                  label="Mails a week"
                  type="number"
                  min={1}
                  max={30}
                  saved={rules.perWeek}
                  error={errors?.perWeek}
                  helpText="To one shopper, within any seven days."
                />
              </FormLayout.Group>
              <FormLayout.Group>
                <FormSelect
                  name="quietFrom"
                  label="Quiet from"
                  options={hours.slice(0, 24)}
                  saved={rules.quietFrom}
                  error={errors?.quietFrom}
                  helpText="By the shopper’s own clock, where it is known; else by your store’s."
                />
                <FormSelect
                  name="quietTo"
                  label="Quiet until"
                  options={hours}
                  saved={rules.quietTo}
                  error={errors?.quietTo}
                  helpText="The same time twice: no quiet hours."
                />
              </FormLayout.Group>
              <FormSelect
                name="isAdaptive"
                label="Shoppers who never open or click"
                options={[
                  { label: "Get fewer mails", value: "true" },
                  { label: "Get as many as everyone", value: "false" },
                ]}
                saved={rules.isAdaptive}
                error={errors?.isAdaptive}
                helpText="Fewer: after 5 mails without an open, a click or an order at most one a week; after 10, one in two weeks."
              />
            </FormLayout>
          </fetcher.Form>
        </BlockStack>
      </div>
    </Card>
  );
}
