import { Link } from "@remix-run/react";
import { Icon, Text } from "@shopify/polaris";
import { CartAbandonedIcon, CheckCircleIcon, ClockIcon, EmailIcon } from "@shopify/polaris-icons";
import styles from "./flow.module.css";

interface FlowProps {
  readonly startsWhen: string;
  readonly steps: readonly { name: string; kind: "wait" | "send"; title: string; note: string }[];
  /** The step that is open, by name. */
  readonly openStep: string | null;
  /** The address that opens a step. */
  readonly hrefOf: (step: string) => string;
}

/** A workflow from top to bottom, as one would draw it on paper. Each step opens its settings. */
export function Flow({ startsWhen, steps, openStep, hrefOf }: FlowProps) {
  return (
    <ol className={styles.flow} aria-label="Steps of the workflow">
      <li className={styles.end}>
        <Icon source={CartAbandonedIcon} tone="subdued" />
        <Text as="span" variant="bodySm" tone="subdued">
          {startsWhen}
        </Text>
      </li>
      {steps.map((step) => (
        <li key={step.name} className={styles.step}>
          <Link
            to={hrefOf(step.name)}
            preventScrollReset
            className={styles.card}
            aria-current={step.name === openStep ? "step" : undefined}
          >
            <span className={styles.icon} data-kind={step.kind}>
              <Icon source={step.kind === "wait" ? ClockIcon : EmailIcon} />
            </span>
            <span className={styles.text}>
              <Text as="span" variant="headingSm">
                {step.title}
              </Text>
              <Text as="span" variant="bodySm" tone="subdued">
                {step.note}
              </Text>
            </span>
          </Link>
        </li>
      ))}
      <li className={styles.end}>
        <Icon source={CheckCircleIcon} tone="subdued" />
        <Text as="span" variant="bodySm" tone="subdued">
          End
        </Text>
      </li>
    </ol>
  );
}
