import { type FetcherWithComponents, useNavigationType } from "@remix-run/react";
import { BlockStack, Button, Card, Divider, InlineStack, Text } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import { FormField } from "./form-field";
import { MailFrame } from "./mail-frame";

type Panel =
  | { readonly kind: "wait"; readonly name: string; readonly title: string; readonly hours: number }
  | {
      readonly kind: "send";
      readonly name: string;
      readonly title: string;
      readonly description: string;
      readonly template: string;
      readonly subject: string;
      readonly templateSubject: string;
      readonly preview: { readonly subject: string; readonly html: string };
    };

interface StepPanelProps {
  readonly panel: Panel;
  /** Where a test mail goes unless the merchant says otherwise. */
  readonly testAddress: string;
  readonly fetcher: FetcherWithComponents<unknown>;
}

/** The settings of one step, and of a mail its preview. Saved through Shopify's save bar. */
export function StepPanel({ panel, testAddress, fetcher }: StepPanelProps) {
  const heading = useRef<HTMLDivElement>(null);
  const isClicked = useNavigationType() === "PUSH";
  // Below the flow on a phone: whoever clicked a step is taken to what opened.
  useEffect(() => {
    if (isClicked) heading.current?.focus();
  }, [isClicked]);
  return (
    <Card>
      <BlockStack gap="400">
        <div ref={heading} tabIndex={-1} style={{ outline: "none" }}>
          <Text as="h2" variant="headingMd">
            {panel.title}
          </Text>
        </div>
        {panel.kind === "wait" ? (
          <fetcher.Form method="post" data-save-bar>
            <input type="hidden" name="intent" value="wait" />
            <input type="hidden" name="step" value={panel.name} />
            <FormField
              name="hours"
              label="How long to wait"
              type="number"
              min={1}
              max={8760}
              suffix="hours"
              saved={String(panel.hours)}
              helpText="A day is 24 hours. Who orders meanwhile is not mailed."
            />
          </fetcher.Form>
        ) : (
          <>
            <Text as="p" tone="subdued">
              {panel.description}
            </Text>
            <fetcher.Form method="post" data-save-bar>
              <input type="hidden" name="intent" value="subject" />
              <input type="hidden" name="step" value={panel.name} />
              <FormField
                name="subject"
                label="Subject"
                maxLength={150}
                saved={panel.subject}
                placeholder={panel.templateSubject}
                helpText="Empty: the subject shown in grey. {{ first_name }}, {{ product }} and {{ shop }} are filled in."
              />
            </fetcher.Form>
            <Divider />
            <BlockStack gap="200">
              <Text as="h3" variant="headingSm">
                How it looks
              </Text>
              <Text as="p" tone="subdued">
                With sample products. Subject: {panel.preview.subject}
              </Text>
              <MailFrame html={panel.preview.html} title={`Preview of “${panel.title}”`} />
            </BlockStack>
            <fetcher.Form method="post">
              <input type="hidden" name="intent" value="test" />
              <input type="hidden" name="template" value={panel.template} />
              <input type="hidden" name="subject" value={panel.subject} />
              <InlineStack gap="200" blockAlign="end">
                <FormField name="to" label="Send a test to" type="email" autoComplete="email" saved={testAddress} />
                <Button submit loading={fetcher.state !== "idle" && fetcher.formData?.get("intent") === "test"}>
                  Send test
                </Button>
              </InlineStack>
            </fetcher.Form>
          </>
        )}
      </BlockStack>
    </Card>
  );
}
