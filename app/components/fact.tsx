import { Box, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

/** The facts of a card, one under the other. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl style={{ margin: 0 }}>{children}</dl>;
}

/** A term and what is known of it. */
export function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <Box paddingBlockEnd="300">
      <dt>
        <Text as="span" variant="bodySm" tone="subdued">
          {term}
        </Text>
      </dt>
      <dd style={{ margin: 0, overflowWrap: "anywhere" }}>{children}</dd>
    </Box>
  );
}

/** A line beneath a fact that says more of it. */
export function Small({ children }: { readonly children: ReactNode }) {
  return (
    <Text as="p" variant="bodySm" tone="subdued">
      {children}
    </Text>
  );
}
