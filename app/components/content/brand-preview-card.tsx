import { Banner, BlockStack, Card, Select, SkeletonBodyText } from "@shopify/polaris";
import type { BrandPreview } from "~/reports/brand-preview";
import { MailFrame, MailLookTitle } from "./mail-look";

export const brandViews = ["desktop", "phone", "dark"] as const;
export type BrandView = (typeof brandViews)[number];

interface BrandPreviewCardProps {
  /** The last that could be shown. */
  readonly shown: Extract<BrandPreview, { kind: "shown" }> | null;
  /** Something in the form is wrong: what is shown is what was right last. */
  readonly isRefused: boolean;
  readonly isStale: boolean;
  readonly failure: string | null;
  readonly view: BrandView;
  readonly hrefOf: (view: BrandView) => string;
  readonly mails: readonly { readonly value: string; readonly label: string }[];
  readonly mail: string;
  readonly onMail: (mail: string) => void;
}

/** One of the shop's mails in the brand that is being chosen. */
export function BrandPreviewCard(props: BrandPreviewCardProps) {
  const { shown, isRefused, isStale, failure, view, hrefOf, mails, mail, onMail } = props;
  return (
    <Card>
      <BlockStack gap="300">
        <MailLookTitle views={brandViews} view={view} hrefOf={hrefOf} />
        <Select label="Mail" labelInline options={[...mails]} value={mail} onChange={onMail} />
        {failure && (
          <Banner tone="warning">{failure} What you chose is still here; change something to try again.</Banner>
        )}
        <div aria-live="polite">
          {isRefused && <Banner tone="info">Shown as it was before: something in the form is not right yet.</Banner>}
        </div>
        {shown ? (
          <div aria-busy={isStale}>
            <MailFrame
              title={`A mail in this brand: ${shown.subject}`}
              html={shown.html}
              view={view}
              isFaded={isStale || isRefused}
            />
          </div>
        ) : (
          !failure && <SkeletonBodyText lines={12} />
        )}
      </BlockStack>
    </Card>
  );
}
