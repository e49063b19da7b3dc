import type { FetcherWithComponents } from "@remix-run/react";
import { FormLayout, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { StepPanel } from "~/reports/workflow-panel";
import { FormField } from "../form-field";
import { FormSelect } from "../form-select";
import { BranchForm } from "./branch-form";
import { LengthFields } from "./length-fields";
import { MailSettings } from "./mail-settings";

interface StepSettingsProps {
  readonly panel: StepPanel;
  readonly testAddress: string;
  readonly fetcher: FetcherWithComponents<unknown>;
}

/** What a merchant may set of a step, by its kind. Saved through Shopify's save bar. */
export function StepSettings({ panel, testAddress, fetcher }: StepSettingsProps) {
  const form = (fields: ReactNode) => (
    <fetcher.Form method="post" data-save-bar>
      <input type="hidden" name="intent" value="step" />
      <input type="hidden" name="step" value={panel.name} />
      <input type="hidden" name="kind" value={panel.kind} />
      {fields}
    </fetcher.Form>
  );
  switch (panel.kind) {
    case "wait":
      return form(
        <LengthFields
          label="How long to wait"
          length={panel.length}
          helpText="A day is 24 hours. People who are waiting already go on as before."
        />,
      );
    case "wait-for":
      return form(
        <LengthFields
          label="At most"
          length={panel.length}
          helpText="Who has waited so long goes on, whether it happened or not."
        />,
      );
    case "wait-until":
      return form(
        <FormLayout>
          <FormSelect
            name="hour"
            label="Hour"
            options={hours(24).map((hour) => ({ value: String(hour), label: clock(hour) }))}
            saved={String(panel.hour)}
            helpText="Where they live: by their address, else your store's time."
          />
          <FormSelect
            name="weekday"
            label="Day"
            options={[
              { value: "", label: "Any day" },
              ...panel.weekdays.map(({ number, name }) => ({ value: String(number), label: name })),
            ]}
            saved={panel.weekday === null ? "" : String(panel.weekday)}
          />
        </FormLayout>,
      );
    case "branch":
      return panel.form ? (
        <BranchForm step={panel.name} when={panel.when} form={panel.form} fetcher={fetcher} />
      ) : (
        <Text as="p">
          A promise hangs on this question, so that it stays as it is: nobody is mailed who did not agree.
        </Text>
      );
    case "split":
      return form(
        <FormLayout>
          <Text as="p" tone="subdued">
            Of all who come here each alternative gets its share. Shares need not add up to 100.
          </Text>
          {panel.arms.map(({ name, label, weight }) => (
            <FormLayout.Group condensed key={name}>
              <FormField name={`label.${name}`} label="Alternative" maxLength={60} saved={label} />
              <FormField name={`weight.${name}`} label="Share" type="number" min={1} max={100} saved={String(weight)} />
            </FormLayout.Group>
          ))}
        </FormLayout>,
      );
    case "send":
      return (
        <MailSettings
          step={panel.name}
          kind="send"
          title={panel.title}
          mail={panel.mail}
          testAddress={testAddress}
          fetcher={fetcher}
        />
      );
    case "question":
      return (
        <MailSettings
          step={panel.name}
          kind="question"
          title={panel.title}
          mail={panel.mail}
          testAddress={testAddress}
          fetcher={fetcher}
        >
          {panel.answers.map(({ name, label }, index) => (
            <FormField key={name} name={`answer.${name}`} label={`Answer ${index + 1}`} maxLength={60} saved={label} />
          ))}
          <LengthFields label="Answered within" length={panel.length} helpText="After that they go on as unanswered." />
        </MailSettings>
      );
    case "fixed":
      return <Text as="p">{panel.text}</Text>;
  }
}

const hours = (count: number): number[] => Array.from({ length: count }, (_, hour) => hour);
const clock = (hour: number): string => `${String(hour).padStart(2, "0")}:00`;
