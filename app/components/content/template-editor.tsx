import { useFetcher, useSearchParams } from "@remix-run/react";
import { SaveBar } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Box, InlineGrid, Link, Page, Text, useBreakpoints } from "@shopify/polaris";
import { useState } from "react";
import type { TemplatePage } from "~/reports/template-page";
import type { TemplatePreview } from "~/reports/template-preview";
import { useToast } from "../use-toast";
import { VersionsCard } from "../versions-card";
import { SaveButtons } from "../workflow/save-buttons";
import { useDraft } from "../workflow/use-draft";
import type { PickedContact } from "./contact-picker";
import { draftOf, settingsOf } from "./draft";
import { LayoutCard } from "./layout-card";
import { MessagesCard } from "./messages-card";
import { PreviewCard, type PreviewView, previewViews } from "./preview-card";
import styles from "./template-editor.module.css";
import { languageIn, TextsCard } from "./texts-card";
import { useMailPreview } from "./use-mail-preview";

interface TemplateEditorProps {
  readonly page: TemplatePage;
  /** Of what is saved, as the address asks for it. */
  readonly preview: TemplatePreview;
  readonly contact: PickedContact | null;
}

/** What the page says after an action. */
export interface EditorAnswer {
  readonly toast?: string;
  readonly problem?: string;
  readonly errors?: Readonly<Record<string, string>>;
}

/** One mail: what it says and shows as a form, and beside it how it looks. */
export function TemplateEditor({ page, preview: first, contact: firstContact }: TemplateEditorProps) {
  const saving = useFetcher<EditorAnswer>();
  const test = useFetcher<EditorAnswer>();
  const [search, setSearch] = useSearchParams();
  const { draft, setDraft, isChanged, discard } = useDraft(draftOf(page.settings));
  useToast(saving.data);
  useToast(test.data);

  const language = languageIn(page.form, search.get("language"));
  // A window of 680 pixels cannot be read on a phone: there the phone's is the first.
  const { smDown: isPhone } = useBreakpoints();
  const view = previewViews.find((one) => one === search.get("view")) ?? (isPhone ? "phone" : "desktop");
  const [picked, setPicked] = useState(firstContact);
  const contact = picked?.contactId === search.get("as") ? picked : null;
  const contactId = contact?.contactId ?? null;
  const addressWith = (changes: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(search);
    for (const [key, value] of Object.entries(changes)) value === null ? next.delete(key) : next.set(key, value);
    return next;
  };
  const go = (changes: Readonly<Record<string, string | null>>) =>
    setSearch(addressWith(changes), { replace: true, preventScrollReset: true });

  const settings = settingsOf(draft, page.form.shipped);
  const { answer, isStale, failure } = useMailPreview(page.key, first, { settings, language, contactId });
  const errors = answer.kind === "refused" ? answer.errors : {};
  const edit = { draft, onChange: setDraft, form: page.form, language, errors };
  const post = (fetcher: typeof saving, fields: Record<string, string>) =>
    fetcher.submit({ ...fields, settings: JSON.stringify(settings) }, { method: "post" });

  return (
    <Page
      fullWidth
      title={page.name}
      subtitle={page.description}
      backAction={{ content: "Content", url: "/app/content" }}
    >
      <SaveBar id="template" open={isChanged}>
        <SaveButtons
          save={() => post(saving, { intent: "save", base: String(page.version) })}
          discard={discard}
          isSaving={saving.state !== "idle"}
        />
      </SaveBar>
      <BlockStack gap="400">
        {saving.data?.problem && (
          <Banner tone="critical" title="This was not saved">
            <p>{saving.data.problem}</p>
          </Banner>
        )}
        <Box paddingInline={{ xs: "400", sm: "0" }}>
          <Text as="p">
            {page.sentBy.length === 0 ? "No workflow sends this mail." : "Sent by "}
            {page.sentBy.map(({ workflowId, title, step }, index) => (
              <span key={`${workflowId}/${step}`}>
                {index > 0 && ", "}
                <Link url={`/app/workflows/${workflowId}?${new URLSearchParams({ step })}`}>{title}</Link>
              </span>
            ))}
            {page.sentBy.length > 0 && "."}
          </Text>
        </Box>
        <InlineGrid columns={{ xs: 1, lg: 2 }} gap="400" alignItems="start">
          <BlockStack gap="400">
            <TextsCard {...edit} onLanguage={(chosen) => go({ language: chosen })} />
            <LayoutCard {...edit} />
            <MessagesCard {...edit} />
            <VersionsCard
              versions={page.versions.length > 1 ? page.versions : []}
              holdsFor="Every mail is made with the current one, also for those who are in a workflow already."
              none="As it ships. What you save here becomes version 1, and you can always come back."
            />
          </BlockStack>
          <div className={styles.beside}>
            <PreviewCard
              templateName={page.name}
              answer={answer}
              isStale={isStale}
              failure={failure}
              view={view}
              hrefOf={(one: PreviewView) => `?${addressWith({ view: one })}`}
              contact={contact}
              onContact={(chosen: PickedContact | null) => {
                setPicked(chosen);
                go({ as: chosen?.contactId ?? null });
              }}
              testAddress={page.testAddress}
              onTest={(to) => post(test, { intent: "test", to, language, ...(contactId !== null && { contactId }) })}
              test={test}
            />
          </div>
        </InlineGrid>
      </BlockStack>
    </Page>
  );
}
