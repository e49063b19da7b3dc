import { useFetcher } from "@remix-run/react";
import { SaveBar } from "@shopify/app-bridge-react";
import { BlockStack, Button, Card, InlineStack, Link, List, Text } from "@shopify/polaris";
import { PlusIcon } from "@shopify/polaris-icons";
import type { ConditionForm } from "~/reports/condition-form";
import type { Condition } from "~/workflows/condition";
import { FormSelect } from "../form-select";
import { useToast } from "../use-toast";
import { type Answer, AnswerBanner } from "./answer-banner";
import { blankCondition } from "./condition-kinds";
import { ConditionRow } from "./condition-row";
import { SaveButtons } from "./save-buttons";
import { useDraft } from "./use-draft";

interface AudienceCardProps {
  readonly howOften: string;
  /** What nobody takes out, and the segment, in words. */
  readonly told: readonly string[];
  readonly own: readonly Condition[];
  readonly form: ConditionForm;
  readonly segments: readonly { readonly segmentId: string; readonly name: string }[];
  /** The segment whose members alone get it; null for everyone of whom the conditions hold. */
  readonly segmentId: string | null;
}

/** Who gets a workflow: what must be true when it starts, and for whom alone it is. */
export function AudienceCard({ howOften, told, own, form, segments, segmentId }: AudienceCardProps) {
  const fetcher = useFetcher<Answer>();
  useToast(fetcher.data);
  const { draft, setDraft, isChanged, discard } = useDraft(own);
  const save = () => fetcher.submit({ intent: "audience", conditions: JSON.stringify(draft) }, { method: "post" });
  const first = blankCondition("orders-count", form);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Who gets it
        </Text>
        <Text as="p" tone="subdued">
          {howOften}. All of these are true when it starts:
        </Text>
        <List>
          {told.map((words) => (
            <List.Item key={words}>{words}</List.Item>
          ))}
        </List>
        <AnswerBanner answer={fetcher.data} />
        <SaveBar id="audience" open={isChanged}>
          <SaveButtons save={save} discard={discard} isSaving={fetcher.state !== "idle"} />
        </SaveBar>
        {draft.map((condition, index) => (
          <ConditionRow
            key={index}
            condition={condition}
            onChange={(next) => setDraft(draft.with(index, next))}
            onRemove={() => setDraft(draft.toSpliced(index, 1))}
            form={form}
          />
        ))}
        <InlineStack>
          <Button icon={PlusIcon} onClick={() => first && setDraft([...draft, first])}>
            Add condition
          </Button>
        </InlineStack>
        {segments.length === 0 ? (
          <Text as="p">
            <Link url="/app/segments">Make a segment</Link> to send it to fewer.
          </Text>
        ) : (
          <fetcher.Form method="post" data-save-bar>
            <input type="hidden" name="intent" value="segment" />
            <FormSelect
              name="segmentId"
              label="Of these, only the members of"
              options={[
                { value: "", label: "No segment: everyone" },
                ...segments.map(({ segmentId, name }) => ({ value: segmentId, label: name })),
              ]}
              saved={segmentId ?? ""}
              helpText="Who is in the segment when it starts gets it. People who are in it already stay in it."
            />
          </fetcher.Form>
        )}
      </BlockStack>
    </Card>
  );
}
