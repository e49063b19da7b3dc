import { BlockStack, Card, Text, TextField } from "@shopify/polaris";

/** How a merchant's own server knows that a call comes from their workflows. */
export function WebhookKeyCard({ webhookKey }: { webhookKey: string }) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Calls from your workflows
        </Text>
        <Text as="p">
          A step of a workflow can call a web address of yours. With this key your server sees that the call is genuine.
        </Text>
        <div style={{ maxWidth: "32rem" }}>
          <TextField label="Signing key" value={webhookKey} readOnly autoComplete="off" monospaced selectTextOnFocus />
        </div>
        <Text as="p" tone="subdued">
          For your developers: the header <code>Waypost-Signature</code> reads <code>t=…,v1=…</code>, where v1 is the
          HMAC-SHA256, in hex, of the value of t, a dot and the body. A repeated call has the same{" "}
          <code>Idempotency-Key</code>.
        </Text>
      </BlockStack>
    </Card>
  );
}
