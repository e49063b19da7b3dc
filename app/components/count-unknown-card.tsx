import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, ButtonGroup, Card, Text } from "@shopify/polaris";
import { useToast } from "./use-toast";

/** The one choice about mails of which SendGrid never told. Neither way sends anything. */
export function CountUnknownCard({ over, hours }: { readonly over: number; readonly hours: number }) {
  const fetcher = useFetcher<{ toast?: string }>();
  useToast(fetcher.data);
  const choose = (as: "sent" | "not-sent") => fetcher.submit({ as }, { method: "post" });
  const chosen = fetcher.formData?.get("as");
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {over === 1 ? "One mail will stay unknown" : `${over.toLocaleString("en")} mails will stay unknown`}
        </Text>
        <Text as="p">
          SendGrid reports within {hours} hours what it took. Of {over === 1 ? "this one" : "these"} it has said
          nothing. Choose how to count {over === 1 ? "it" : "them"}: nothing is sent either way. Counted as sent, a mail
          counts towards how often its reader is written to. Should a report come all the same, it holds.
        </Text>
        <ButtonGroup>
          <Button variant="primary" loading={chosen === "sent"} onClick={() => choose("sent")}>
            Count as sent
          </Button>
          <Button loading={chosen === "not-sent"} onClick={() => choose("not-sent")}>
            Count as not sent
          </Button>
        </ButtonGroup>
      </BlockStack>
    </Card>
  );
}
