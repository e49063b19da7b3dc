import { useFetcher, useNavigate } from "@remix-run/react";
import { SaveBar } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Card, InlineGrid, Modal, Page, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import type { Group } from "~/contacts/segments/expression";
import { useRefresh } from "../use-refresh";
import { useToast } from "../use-toast";
import { PreviewCard } from "./preview-card";
import { type RuleForm, RuleFormProvider } from "./rule-form";
import { RuleGroup } from "./rule-group";
import { usePreview } from "./use-preview";

interface SegmentEditorProps {
  /** Null for a new one. */
  readonly saved: {
    readonly segmentId: string;
    readonly members: number;
    readonly countedAt: Date | null;
  } | null;
  /** Segments of Shopify that it asks for, and of which Shopify does not say who is in them. */
  readonly refused: readonly string[];
  /** What the form begins with, and goes back to. */
  readonly start: { readonly name: string; readonly rule: Group };
  readonly form: Omit<RuleForm, "errors"> & { readonly levels: number };
}

interface Answer {
  readonly toast?: string;
  readonly segmentId?: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly problem?: string;
}

/** One segment: its rule in rows that read as sentences, and beside it who it finds. */
export function SegmentEditor({ saved, refused, start, form }: SegmentEditorProps) {
  const fetcher = useFetcher<Answer>();
  const navigate = useNavigate();
  const [name, setName] = useState(start.name);
  const [rule, setRule] = useState(start.rule);
  const [isAsking, setIsAsking] = useState(false);
  const preview = usePreview(rule);
  const answer = fetcher.data;
  useToast(answer);
  useRefresh(saved !== null && saved.countedAt === null);
  const isSaving = fetcher.state !== "idle";
  useEffect(() => {
    if (!saved && !isSaving && answer?.segmentId) navigate(`/app/segments/${answer.segmentId}`, { replace: true });
  }, [saved, isSaving, answer, navigate]);

  // What was saved is the new start, in the order of fields that it was stored in.
  const started = JSON.stringify(start);
  useEffect(() => {
    const { name, rule } = JSON.parse(started) as SegmentEditorProps["start"];
    setName(name);
    setRule(rule);
  }, [started]);

  const isChanged = name !== start.name || JSON.stringify(rule) !== JSON.stringify(start.rule);
  const send = (fields: Record<string, string>) => fetcher.submit(fields, { method: "post" });
  // Who has tried to save is shown what is still missing, as it is filled in.
  const errors = answer?.errors && preview.answer?.kind === "invalid" ? preview.answer.errors : {};
  const discard = () => {
    if (!saved) return navigate("/app/segments");
    setName(start.name);
    setRule(start.rule);
  };
  return (
    <Page
      title={saved ? start.name : "New segment"}
      subtitle={subtitleOf(saved)}
      backAction={{ content: "Segments", url: "/app/segments" }}
      secondaryActions={
        saved
          ? [
              { content: "See its contacts", url: `/app/contacts?segment=${saved.segmentId}` },
              { content: "Remove", destructive: true, onAction: () => setIsAsking(true) },
            ]
          : []
      }
    >
      <SaveBar id="segment" open={isChanged || !saved}>
        <button
          type="button"
          variant="primary"
          onClick={() => send({ intent: "save", name, rule: JSON.stringify(rule) })}
          {...(isSaving && { loading: "" })}
        >
          Save
        </button>
        <button type="button" onClick={discard}>
          Discard
        </button>
      </SaveBar>
      <BlockStack gap="400">
        {answer?.problem && (
          <Banner tone="critical" title="This segment is in use">
            <p>{answer.problem}</p>
          </Banner>
        )}
        {refused.length > 0 && (
          <Banner
            tone="warning"
            title={`Shopify does not say who is in ${refused.map((one) => `“${one}”`).join(", ")}`}
          >
            <p>
              The segment may have been removed there. Whom Shopify last named stays in it here; it is asked again every
              hour. Choose another segment to go on without it.
            </p>
          </Banner>
        )}
        {errors[""] && (
          <Banner tone="critical" title="This rule is too large">
            <p>{errors[""]}</p>
          </Banner>
        )}
        <InlineGrid columns={{ xs: 1, lg: ["twoThirds", "oneThird"] }} gap="400" alignItems="start">
          <BlockStack gap="400">
            <Card>
              <TextField
                label="Name"
                autoComplete="off"
                maxLength={80}
                value={name}
                onChange={setName}
                error={answer?.errors?.name}
              />
            </Card>
            <Card>
              <BlockStack gap="400">
                <Text as="h2" variant="headingMd">
                  Rule
                </Text>
                <RuleFormProvider value={{ ...form, errors }}>
                  <RuleGroup group={rule} onChange={setRule} path="" levelsLeft={form.levels - 1} />
                </RuleFormProvider>
              </BlockStack>
            </Card>
          </BlockStack>
          <PreviewCard answer={preview.answer} isCounting={preview.isCounting} />
        </InlineGrid>
      </BlockStack>
      <Modal
        open={isAsking}
        onClose={() => setIsAsking(false)}
        title={`Remove “${start.name}”?`}
        primaryAction={{
          content: "Remove",
          destructive: true,
          loading: isSaving,
          onAction: () => {
            setIsAsking(false);
            send({ intent: "remove" });
          },
        }}
        secondaryActions={[{ content: "Keep it", onAction: () => setIsAsking(false) }]}
      >
        <Modal.Section>
          <Text as="p">The contacts stay; only the rule and who is in it go. This cannot be undone.</Text>
        </Modal.Section>
      </Modal>
    </Page>
  );
}

function subtitleOf(saved: SegmentEditorProps["saved"]): string {
  if (!saved) return "Say whom you mean; who is in it stands beside it as you write.";
  if (saved.countedAt === null) return "Being counted. This page follows by itself.";
  return `${new Intl.NumberFormat("en").format(saved.members)} in it now, as last saved`;
}
