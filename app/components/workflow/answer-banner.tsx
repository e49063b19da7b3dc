import { Banner } from "@shopify/polaris";

/** What a screen of workflows says after an action: a short toast, or a problem that stays until it is read. */
export interface Answer {
  readonly toast?: string;
  readonly problem?: string;
}

/** Why something was not saved, beside what was to be saved. */
export function AnswerBanner({ answer }: { readonly answer: Answer | undefined }) {
  if (!answer?.problem) return null;
  return (
    <Banner tone="critical" title="This was not saved">
      <p>{answer.problem} Everything else is as it was.</p>
    </Banner>
  );
}
