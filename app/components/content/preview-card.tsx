import type { FetcherWithComponents } from "@remix-run/react";
import {
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  InlineStack,
  SkeletonBodyText,
  Text,
  TextField,
} from "@shopify/polaris";
import { type ReactNode, useState } from "react";
import type { TemplatePreview } from "~/reports/template-preview";
import { ContactPicker, type PickedContact } from "./contact-picker";
import { MailFrame, MailLookTitle } from "./mail-look";
import styles from "./preview-card.module.css";

export const previewViews = ["desktop", "phone", "dark", "text"] as const;
export type PreviewView = (typeof previewViews)[number];

interface PreviewCardProps {
  readonly templateName: string;
  readonly answer: TemplatePreview;
  readonly isStale: boolean;
  readonly failure: string | null;
  readonly view: PreviewView;
  readonly hrefOf: (view: PreviewView) => string;
  /** Whom the mail is for; null for a sample. */
  readonly contact: PickedContact | null;
  readonly onContact: (contact: PickedContact | null) => void;
  readonly testAddress: string;
  readonly onTest: (to: string) => void;
  readonly test: FetcherWithComponents<{ readonly problem?: string }>;
}

/** The mail as it is being written, as a sample or as one contact would get it. */
export function PreviewCard(props: PreviewCardProps) {
  const { answer, isStale, failure, view, hrefOf, contact, onContact, testAddress, onTest, test } = props;
  const [lastShown, setLastShown] = useState(answer.kind === "shown" ? answer : null);
  if (answer.kind === "shown" && answer !== lastShown) setLastShown(answer);
  const [to, setTo] = useState(testAddress);
  // While something is wrong, what was right last stays in view.
  const shown = answer.kind === "nothing" ? null : lastShown;
  return (
    <Card>
      <BlockStack gap="300">
        <MailLookTitle views={previewViews} view={view} hrefOf={hrefOf} />
        <ContactPicker contact={contact} onChange={onContact} />
        {failure && (
          <Banner tone="warning">{failure} What you wrote is still here; change something to try again.</Banner>
        )}
        <div aria-live="polite">
          {answer.kind === "nothing" && <Banner tone="info">{answer.why}</Banner>}
          {answer.kind === "refused" && (
            <Text as="p" tone="subdued">
              Shown as it was before the last change: something in it is not right yet, and is marked in the form.
            </Text>
          )}
        </div>
        <div aria-busy={isStale}>
          <BlockStack gap="300">
            {shown && (
              <Envelope subject={shown.subject} preheader={shown.preheader}>
                {view === "text" ? (
                  <TextPart text={shown.text} />
                ) : (
                  <MailFrame
                    title={`${props.templateName}, as ${contact?.name ?? "a sample"}`}
                    html={shown.html}
                    view={view}
                    isFaded={isStale || answer.kind === "refused"}
                  />
                )}
              </Envelope>
            )}
            {!shown && answer.kind !== "nothing" && <SkeletonBodyText lines={12} />}
          </BlockStack>
        </div>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            onTest(to);
          }}
        >
          <InlineStack gap="200" blockAlign="end">
            <TextField label="Send a test to" type="email" autoComplete="email" value={to} onChange={setTo} />
            <Button submit loading={test.state !== "idle"} disabled={answer.kind !== "shown"}>
              Send test
            </Button>
          </InlineStack>
        </form>
        {test.state === "idle" && test.data?.problem && (
          <Banner tone="critical" title="The test mail was not sent">
            <p>{test.data.problem}</p>
          </Banner>
        )}
      </BlockStack>
    </Card>
  );
}

interface EnvelopeProps {
  readonly subject: string;
  readonly preheader: string;
  readonly children: ReactNode;
}

/** What an inbox shows of a mail, and beneath it the mail. */
function Envelope({ subject, preheader, children }: EnvelopeProps) {
  return (
    <BlockStack gap="200">
      <Box minHeight="2.75rem">
        <Text as="p" variant="headingSm" truncate>
          {subject}
        </Text>
        <Text as="p" tone="subdued" truncate>
          {preheader}
        </Text>
      </Box>
      {children}
    </BlockStack>
  );
}

function TextPart({ text }: { readonly text: string }) {
  return (
    <section
      aria-label="The mail's text part"
      // Scrolls, and so must be reached by keyboard.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
      tabIndex={0}
      className={styles.text}
    >
      <pre>{text}</pre>
    </section>
  );
}
