import { Text } from "@shopify/polaris";
import { percentText } from "~/percent-text";
import styles from "./rate-bar.module.css";

interface RateBarProps {
  readonly share: number | null;
  readonly aim: number;
  readonly most: number | null;
  readonly tone: "good" | "watch" | "bad" | "unknown";
}

/** A rate against its lines, drawn; the words beneath say the same. */
export function RateBar({ share, aim, most, tone }: RateBarProps) {
  const scale = Math.max(1.25 * (most ?? 2 * aim), 1.1 * (share ?? 0));
  const at = (value: number) => `${Math.min(100, (100 * value) / scale)}%`;
  return (
    <div>
      <div className={styles.track} aria-hidden="true">
        {share !== null && <div className={styles[tone]} style={{ width: at(share) }} />}
        <div className={styles.line} style={{ insetInlineStart: at(aim) }} />
        {most !== null && <div className={styles.line} style={{ insetInlineStart: at(most) }} />}
      </div>
      <Text as="p" variant="bodySm" tone="subdued">
        Better below {percentText(aim)}
        {most !== null && `; a workflow that reaches ${percentText(most)} pauses itself`}
      </Text>
    </div>
  );
}
