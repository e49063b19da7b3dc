import { useFetcher } from "@remix-run/react";
import { BlockStack, Card, FormLayout, Text } from "@shopify/polaris";
import type { Length } from "~/reports/workflow-panel";
import { FormField } from "../form-field";
import { FormSelect } from "../form-select";
import { useToast } from "../use-toast";
import { type Answer, AnswerBanner } from "./answer-banner";
import { LengthFields } from "./length-fields";

interface LimitsCardProps {
  readonly holdout: number;
  readonly cap: { readonly mails: number; readonly length: Length } | null;
  readonly window: { readonly from: number; readonly to: number } | null;
}

/** How many are held out, how many mails one contact gets, and when they leave. Saved through Shopify's save bar. */
export function LimitsCard({ holdout, cap, window }: LimitsCardProps) {
  const fetcher = useFetcher<Answer>();
  useToast(fetcher.data);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Holdout, cap and hours
        </Text>
        <AnswerBanner answer={fetcher.data} />
        <fetcher.Form method="post" data-save-bar>
          <input type="hidden" name="intent" value="limits" />
          <FormLayout>
            <FormField
              name="holdout"
              label="Held out"
              type="number"
              min={0}
              max={50}
              suffix="%"
              saved={String(holdout)}
              helpText="So many get no mail, so that what the mails bring can be measured. 10 % is enough; always the same people."
            />
            <FormField
              name="mails"
              label="Most mails to one contact"
              type="number"
              min={1}
              max={20}
              saved={cap ? String(cap.mails) : ""}
              placeholder="no limit of its own"
              helpText="Beside the limits in Settings, which hold for all workflows together."
            />
            <LengthFields label="in" length={cap?.length ?? { amount: 7, unit: "days" }} />
            <FormLayout.Group condensed>
              <FormSelect
                name="from"
                label="Mails leave from"
                options={[{ value: "", label: "Any hour" }, ...hours.slice(0, 24).map(option)]}
                saved={window ? String(window.from) : ""}
              />
              <FormSelect
                name="to"
                label="until"
                options={hours.slice(1).map(option)}
                saved={String(window?.to ?? 20)}
                helpText="By the contact's own clock. What is due outside of it waits."
              />
            </FormLayout.Group>
          </FormLayout>
        </fetcher.Form>
      </BlockStack>
    </Card>
  );
}

const hours = Array.from({ length: 25 }, (_, hour) => hour);
const option = (hour: number) => ({ value: String(hour), label: `${String(hour).padStart(2, "0")}:00` });
