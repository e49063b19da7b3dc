import { Banner } from "@shopify/polaris";

interface PausedBannerProps {
  readonly reason: string;
  readonly isResuming: boolean;
  readonly onResume: () => void;
}

/** Says that a workflow paused itself, and lets it go on. */
export function PausedBanner({ reason, isResuming, onResume }: PausedBannerProps) {
  return (
    <Banner
      tone="critical"
      title="This workflow paused itself"
      action={{ content: "Let it go on", onAction: onResume, loading: isResuming }}
      secondaryAction={{ content: "How mails are received", url: "/app/health" }}
    >
      <p>
        {reason} Nobody enters it. Who is on their way goes on, and their mails wait until you let it go on, or are of
        no use any more. Look first at who gets it, and what it says.
      </p>
    </Banner>
  );
}
