import { BlockStack, Card, Text } from "@shopify/polaris";
import type { PacedEntry } from "~/reports/pace";

/** How a backlog of people who are away already comes in: a few a day, and more while hardly anybody complains. */
export function PaceCard({ pace, isOn }: { readonly pace: PacedEntry; readonly isOn: boolean }) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          How fast they come in
        </Text>
        <Text as="p">{paceWords(pace, isOn)}</Text>
        <Text as="p" variant="bodySm" tone="subdued">
          Mailbox providers distrust a shop that suddenly writes to many who have not heard from it for long. So there
          are more every day while fewer than 1 in 1,000 complain, and none while more do.
        </Text>
      </BlockStack>
    </Card>
  );
}

function paceWords({ waiting, perDay, daysLeft }: PacedEntry, isOn: boolean): string {
  const count = new Intl.NumberFormat("en");
  if (waiting === 0) return "Nobody waits: whoever stays away for long enough comes in the same day.";
  const who =
    waiting === 1
      ? "1 customer who is away already waits"
      : `${count.format(waiting)} customers who are away already wait`;
  if (perDay === 0) return `${who}. Nobody comes in at the moment, because of complaints.`;
  const will = isOn ? "come in" : "would come in";
  const days = daysLeft === null ? "" : daysLeft === 1 ? ", in a day" : `, in about ${count.format(daysLeft)} days`;
  return `${who}. ${count.format(perDay)} a day ${will}${days}.`;
}
