import { BlockStack, Card, DataTable, Text } from "@shopify/polaris";
import type { OfferTestReport } from "~/reports/offer-test";

/** What the test of codes has shown, of those who paid the full price lately and of all others. */
export function OfferTestCard({ days, rows }: OfferTestReport) {
  const count = new Intl.NumberFormat("en");
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            What codes bring
          </Text>
          <Text as="p" tone="subdued">
            Shoppers with a code beside those whom chance left without one: what each paid within {days} days of the
            mail, after what codes took off.
          </Text>
        </BlockStack>
        <DataTable
          columnContentTypes={["text", "text", "numeric", "numeric", "numeric"]}
          headings={["Shoppers", "", "How many", "Bought", "Paid, on average"]}
          rows={rows.flatMap(({ title, withCode, without }) => [
            [title, "With a code", count.format(withCode.shoppers), withCode.bought, withCode.paid],
            ["", "Without", count.format(without.shoppers), without.bought, without.paid],
          ])}
        />
        {rows.map(({ key, title, difference, verdict }) => (
          <Text as="p" key={key}>
            <Text as="span" fontWeight="semibold">
              {title}:
            </Text>{" "}
            {difference === "–" ? verdict : `${difference} a shopper by a code. ${verdict}`}
          </Text>
        ))}
      </BlockStack>
    </Card>
  );
}
