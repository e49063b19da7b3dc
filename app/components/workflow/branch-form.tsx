import type { FetcherWithComponents } from "@remix-run/react";
import { SaveBar } from "@shopify/app-bridge-react";
import { Text } from "@shopify/polaris";
import type { ConditionForm } from "~/reports/condition-form";
import type { Condition } from "~/workflows/condition";
import { ConditionRow } from "./condition-row";
import { SaveButtons } from "./save-buttons";
import { useDraft } from "./use-draft";

interface BranchFormProps {
  readonly step: string;
  readonly when: Condition;
  readonly form: ConditionForm;
  readonly fetcher: FetcherWithComponents<unknown>;
}

/** The question by which a branch takes one way or the other. */
export function BranchForm({ step, when, form, fetcher }: BranchFormProps) {
  const { draft, setDraft, isChanged, discard } = useDraft(when);
  const save = () =>
    fetcher.submit({ intent: "step", step, kind: "branch", when: JSON.stringify(draft) }, { method: "post" });
  return (
    <>
      <SaveBar id="branch" open={isChanged}>
        <SaveButtons save={save} discard={discard} isSaving={fetcher.state !== "idle"} />
      </SaveBar>
      <ConditionRow condition={draft} onChange={setDraft} form={form} />
      <Text as="p" variant="bodySm" tone="subdued">
        A click or an answer turns somebody to the other way at once, wherever they wait.
      </Text>
    </>
  );
}
