import { Banner, BlockStack, Card, InlineStack, Select, SkeletonBodyText, Text } from "@shopify/polaris";
import type { BrandPreview } from "~/reports/brand-preview";
import { FilterLinks } from "../filter-links";
import { inScheme } from "./in-scheme";
import { LiveFrame } from "./live-frame";

export const brandViews = ["desktop", "phone", "dark"] as const;
export type BrandView = (typeof brandViews)[number];

const viewTitles: Readonly<Record<BrandView, string>> = { desktop: "Desktop", phone: "Phone", dark: "Dark" };

interface BrandPreviewCardProps {
  /** The last that could be shown. */
  readonly shown: Extract<BrandPreview, { kind: "shown" }> | null;
  /** Something in the form is wrong: what is shown is what was right last. */
  readonly isRefused: boolean;
  readonly isStale: boolean;
  readonly view: BrandView;
  readonly hrefOf: (view: BrandView) => string;
  readonly mails: readonly { readonly value: string; readonly label: string }[];
  readonly mail: string;
  readonly onMail: (mail: string) => void;
}

/** One of the shop's mails in the brand that is being chosen. */
export function BrandPreviewCard(props: BrandPreviewCardProps) {
  const { shown, isRefused, isStale, view, hrefOf, mails, mail, onMail } = props;
  const links = brandViews.map((one) => ({ title: viewTitles[one], href: hrefOf(one), isCurrent: one === view }));
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            How it looks
          </Text>
          <FilterLinks label="How to look at it" links={links} />
        </InlineStack>
        <Select label="Mail" labelInline options={[...mails]} value={mail} onChange={onMail} />
        <div aria-live="polite">
          {isRefused && <Banner tone="info">Shown as it was before: something in the form is not right yet.</Banner>}
        </div>
        {shown ? (
          <div aria-busy={isStale}>
            <LiveFrame
              key={view}
              title={`A mail in this brand: ${shown.subject}`}
              html={inScheme(shown.html, view === "dark" ? "dark" : "light")}
              width={view === "phone" ? 375 : 680}
              isFaded={isStale || isRefused}
            />
          </div>
        ) : (
          <SkeletonBodyText lines={12} />
        )}
      </BlockStack>
    </Card>
  );
}
