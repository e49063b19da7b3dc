import { InlineStack, Text } from "@shopify/polaris";
import { FilterLinks } from "../filter-links";
import { inScheme } from "./in-scheme";
import { LiveFrame } from "./live-frame";

const viewTitles = { desktop: "Desktop", phone: "Phone", dark: "Dark", text: "Text only" } as const;

/** How a mail can be looked at. */
export type MailView = keyof typeof viewTitles;

interface MailLookTitleProps<V extends MailView> {
  readonly views: readonly V[];
  readonly view: V;
  readonly hrefOf: (view: V) => string;
}

/** Above a mail that is being made: the choice of how to look at it, each with its own address. */
export function MailLookTitle<V extends MailView>({ views, view, hrefOf }: MailLookTitleProps<V>) {
  const links = views.map((one) => ({ title: viewTitles[one], href: hrefOf(one), isCurrent: one === view }));
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <Text as="h2" variant="headingMd">
        How it looks
      </Text>
      <FilterLinks label="How to look at it" links={links} />
    </InlineStack>
  );
}

interface MailFrameProps {
  /** Names the frame for a screen reader. */
  readonly title: string;
  readonly html: string;
  readonly view: Exclude<MailView, "text">;
  /** It is not the latest. */
  readonly isFaded: boolean;
}

/** A mail as an inbox shows it: in a window, on a phone, or in the dark. */
export function MailFrame({ title, html, view, isFaded }: MailFrameProps) {
  return (
    <LiveFrame
      key={view}
      title={title}
      html={inScheme(html, view === "dark" ? "dark" : "light")}
      width={view === "phone" ? 375 : 680}
      isFaded={isFaded}
    />
  );
}
