import { useFetcher, useNavigationType } from "@remix-run/react";
import { BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import type { StepPanel as Panel } from "~/reports/workflow-panel";
import { useToast } from "../use-toast";
import { type Answer, AnswerBanner } from "./answer-banner";
import { StepSettings } from "./step-settings";

interface StepPanelProps {
  readonly panel: Panel;
  /** Where a test mail goes unless the merchant says otherwise. */
  readonly testAddress: string;
  /** The address that shows who gets it instead. */
  readonly closeHref: string;
}

/** The settings of one step, and of a mail its preview. */
export function StepPanel({ panel, testAddress, closeHref }: StepPanelProps) {
  const fetcher = useFetcher<Answer>();
  useToast(fetcher.data);
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
          <InlineStack align="space-between" blockAlign="start" gap="200">
            <Text as="h2" variant="headingMd">
              {panel.title}
            </Text>
            <Link url={closeHref}>Who gets it</Link>
          </InlineStack>
        </div>
        <AnswerBanner answer={fetcher.data} />
        <StepSettings panel={panel} testAddress={testAddress} fetcher={fetcher} />
      </BlockStack>
    </Card>
  );
}
