import { Badge, BlockStack, Card, InlineGrid, InlineStack, Text } from "@shopify/polaris";
import { RateBar } from "./rate-bar";

export interface ShownRate {
  readonly rate: string;
  readonly title: string;
  readonly value: string;
  readonly detail: string;
  readonly share: number | null;
  readonly aim: number;
  readonly most: number | null;
  readonly tone: "good" | "watch" | "bad" | "unknown";
}

/** The rates of one span of days, each drawn against its lines. */
export function HealthFigures({ figures }: { readonly figures: readonly ShownRate[] }) {
  return (
    <InlineGrid columns={{ xs: 1, md: 3 }} gap="300">
      {figures.map((figure) => (
        <Card key={figure.rate}>
          <BlockStack gap="200">
            <InlineStack align="space-between" blockAlign="center">
              <Text as="h3" variant="bodyMd" tone="subdued">
                {figure.title}
              </Text>
              <RateBadge tone={figure.tone} />
            </InlineStack>
            <Text as="p" variant={figure.share === null ? "headingMd" : "headingXl"}>
              {figure.value}
            </Text>
            <Text as="p" variant="bodySm" tone="subdued">
              {figure.detail}
            </Text>
            <RateBar {...figure} />
          </BlockStack>
        </Card>
      ))}
    </InlineGrid>
  );
}

/** How a rate stands against its lines, in a word. */
export function RateBadge({ tone }: { readonly tone: ShownRate["tone"] }) {
  if (tone === "good") return <Badge tone="success">Good</Badge>;
  if (tone === "watch") return <Badge tone="attention">Worth a look</Badge>;
  if (tone === "bad") return <Badge tone="critical">Too high</Badge>;
  return null;
}
