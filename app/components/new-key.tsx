import { Banner, BlockStack, Button, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";

/** A key that was just made: this once it is seen whole. */
export function NewKey({ keyText, onDone }: { keyText: string; onDone: () => void }) {
  const [copied, setCopied] = useState<"not-yet" | "done" | "failed">("not-yet");

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(keyText);
      setCopied("done");
    } catch (error) {
      console.warn(error);
      setCopied("failed");
    }
  }

  return (
    <Banner tone="success" title="Copy the key now" onDismiss={onDone}>
      <BlockStack gap="200">
        <Text as="p">It is shown this once. Of it, only a fingerprint is kept, which nobody can turn back.</Text>
        <TextField label="Your new key" value={keyText} readOnly autoComplete="off" monospaced selectTextOnFocus />
        <InlineStack gap="200" blockAlign="center">
          <Button onClick={() => void copy()}>Copy</Button>
          <Text as="span" tone="subdued">
            <span aria-live="polite">
              {copied === "done" && "Copied"}
              {copied === "failed" && "The browser did not allow it: select the key and copy it by hand."}
            </span>
          </Text>
        </InlineStack>
      </BlockStack>
    </Banner>
  );
}
