import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, ChoiceList, DropZone, InlineError, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";

export interface FileAnswer {
  readonly toast?: string;
  readonly errors?: { readonly file?: string; readonly wording?: string };
}

const columns: Record<string, string> = {
  "import-contacts":
    "Columns, by the names in the first row: email, and any of first_name, last_name, consent (subscribed or unsubscribed), consent_at, country, region, city, language, tags.",
  "import-suppressions":
    "Columns, by the names in the first row: email, and any of reason (unsubscribed, bounced, complained, manual or sunset) and since.",
};

/** Where a merchant brings a CSV file. `mostBytes` is looked at before anything is sent. */
export function FileForm({ mostBytes, onSent }: { mostBytes: number; onSent: (answer: FileAnswer) => void }) {
  const fetcher = useFetcher<FileAnswer>();
  const [kind, setKind] = useState("import-contacts");
  const [file, setFile] = useState<File | null>(null);
  const [wording, setWording] = useState("");
  const isTooLarge = file !== null && file.size > mostBytes;
  const fileError = isTooLarge ? "The file is larger than 50 MB. Split it into several." : fetcher.data?.errors?.file;

  useEffect(() => {
    if (!fetcher.data) return;
    onSent(fetcher.data);
    if (fetcher.data.toast) {
      setFile(null);
      setWording("");
    }
  }, [fetcher.data, onSent]);

  function send(): void {
    const form = new FormData();
    form.set("kind", kind);
    form.set("wording", wording);
    if (file) form.set("file", file);
    fetcher.submit(form, { method: "post", encType: "multipart/form-data" });
  }

  return (
    <Card>
      <BlockStack gap="400" inlineAlign="start">
        <Text as="h2" variant="headingMd">
          Import a file
        </Text>
        <ChoiceList
          title="What is in it"
          choices={[
            { label: "Contacts", value: "import-contacts" },
            { label: "Addresses that must not be mailed", value: "import-suppressions" },
          ]}
          selected={[kind]}
          onChange={([chosen]) => chosen && setKind(chosen)}
        />
        <div style={{ width: "100%", maxWidth: "32rem" }}>
          <BlockStack gap="200">
            <DropZone
              id="file"
              label="CSV file, up to 50 MB"
              accept=".csv,text/csv,text/plain"
              allowMultiple={false}
              onDrop={(_all, [chosen]) => setFile(chosen ?? null)}
              error={fileError !== undefined}
            >
              {file ? (
                <div style={{ padding: "var(--p-space-400)", overflowWrap: "anywhere" }}>
                  <Text as="p">{file.name}</Text>
                </div>
              ) : (
                <DropZone.FileUpload actionTitle="Choose a file" actionHint="or drop it here" />
              )}
            </DropZone>
            {fileError && <InlineError fieldID="file" message={fileError} />}
            <Text as="p" variant="bodySm" tone="subdued">
              {columns[kind]}
            </Text>
          </BlockStack>
        </div>
        {kind === "import-contacts" && (
          <div style={{ width: "100%", maxWidth: "32rem" }}>
            <TextField
              label="How did they agree?"
              value={wording}
              onChange={setWording}
              autoComplete="off"
              multiline={2}
              maxLength={500}
              error={fetcher.data?.errors?.wording}
              helpText="Needed when the file has a column “consent”: where they said yes, and to what. It is kept beside each agreement. Whoever opted out since stays out."
            />
          </div>
        )}
        <Button variant="primary" loading={fetcher.state !== "idle"} disabled={isTooLarge} onClick={send}>
          Import
        </Button>
      </BlockStack>
    </Card>
  );
}
