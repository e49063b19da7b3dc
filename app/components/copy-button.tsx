import { Button, InlineStack, Text } from "@shopify/polaris";
import { ClipboardIcon } from "@shopify/polaris-icons";
import { useState } from "react";

/** Copies a text; `what` says which, to whoever cannot see it. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const [copied, setCopied] = useState<"not-yet" | "done" | "failed">("not-yet");

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setCopied("done");
    } catch (error) {
      console.warn(error);
      setCopied("failed");
    }
  }

  return (
    <InlineStack gap="100" blockAlign="center" wrap={false}>
      <Button
        icon={ClipboardIcon}
        size="slim"
        variant="tertiary"
        accessibilityLabel={`Copy ${what}`}
        onClick={() => void copy()}
      />
      <Text as="span" variant="bodySm" tone="subdued">
        <span aria-live="polite">
          {copied === "done" && "Copied"}
          {copied === "failed" && "Copy it by hand"}
        </span>
      </Text>
    </InlineStack>
  );
}
