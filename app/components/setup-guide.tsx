import { Badge, BlockStack, Button, Card, Icon, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { CheckCircleIcon } from "@shopify/polaris-icons";

export interface SetupStep {
  readonly title: string;
  readonly text: string;
  readonly isDone: boolean;
  readonly action: { readonly label: string; readonly url: string };
}

/** The way from a fresh installation to the first mail; the next thing to do stands out. */
export function SetupGuide({ steps }: { steps: readonly SetupStep[] }) {
  const done = steps.filter(({ isDone }) => isDone).length;
  const next = steps.find(({ isDone }) => !isDone);
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <InlineStack align="space-between" blockAlign="center">
            <Text as="h2" variant="headingMd">
              Set up Waypost
            </Text>
            <Badge>{`${done} of ${steps.length} done`}</Badge>
          </InlineStack>
          <ProgressBar
            progress={(100 * done) / steps.length}
            size="small"
            tone="primary"
            animated={false}
            ariaLabelledBy="setup-steps"
          />
        </BlockStack>
        <ol id="setup-steps" aria-label="Steps of the set-up" style={{ listStyle: "none", margin: 0, padding: 0 }}>
          {steps.map((step) => (
            <li key={step.title} style={{ padding: "var(--p-space-200) 0" }}>
              <InlineStack gap="300" blockAlign="start" wrap={false}>
                <StepMark isDone={step.isDone} />
                <BlockStack gap="200" inlineAlign="start">
                  <Text as="h3" variant="headingSm">
                    {step.title}
                  </Text>
                  {!step.isDone && (
                    <>
                      <Text as="p">{step.text}</Text>
                      <Button url={step.action.url} variant={step === next ? "primary" : "secondary"}>
                        {step.action.label}
                      </Button>
                    </>
                  )}
                </BlockStack>
              </InlineStack>
            </li>
          ))}
        </ol>
      </BlockStack>
    </Card>
  );
}

function StepMark({ isDone }: { isDone: boolean }) {
  if (isDone) {
    return (
      <span>
        <Icon source={CheckCircleIcon} tone="success" accessibilityLabel="Done" />
      </span>
    );
  }
  return (
    <span style={{ flex: "none", width: "1.25rem", padding: "0.125rem" }}>
      <span
        role="img"
        aria-label="To do"
        style={{
          display: "block",
          height: "1rem",
          border: "2px dashed var(--p-color-icon-secondary)",
          borderRadius: "var(--p-border-radius-full)",
        }}
      />
    </span>
  );
}
