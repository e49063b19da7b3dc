import { Link } from "@remix-run/react";
import { Icon, type IconProps, Text } from "@shopify/polaris";
import {
  AutomationIcon,
  CalendarTimeIcon,
  CheckCircleIcon,
  ClockIcon,
  CodeIcon,
  EmailIcon,
  ExitIcon,
  NoteIcon,
  QuestionCircleIcon,
  StarIcon,
} from "@shopify/polaris-icons";
import type { DrawnStep, DrawnWay } from "~/reports/workflow-flow";
import styles from "./flow.module.css";

interface FlowProps {
  readonly startsWhen: string;
  readonly steps: readonly DrawnStep[];
  /** The step that is open, by name. */
  readonly openStep: string | null;
  /** The address that opens a step; null: who gets it and when. */
  readonly hrefOf: (step: string | null) => string;
}

const icons: Readonly<Record<DrawnStep["kind"], IconProps["source"]>> = {
  wait: ClockIcon,
  "wait-until": CalendarTimeIcon,
  "wait-for": ClockIcon,
  send: EmailIcon,
  question: EmailIcon,
  branch: QuestionCircleIcon,
  split: StarIcon,
  set: NoteIcon,
  call: CodeIcon,
  exit: ExitIcon,
};

/** A workflow from top to bottom, as one would draw it on paper: where it forks, its ways side by side. */
export function Flow({ startsWhen, steps, openStep, hrefOf }: FlowProps) {
  const draw = (step: DrawnStep) => (
    <li key={step.name} className={step.ways.length > 0 ? styles.fork : styles.step}>
      <Card
        href={hrefOf(step.name)}
        isOpen={step.name === openStep}
        isOff={step.isOff}
        kind={step.kind}
        icon={icons[step.kind]}
        title={step.title}
        note={step.note}
      />
      {step.ways.length > 0 && <ul className={styles.ways}>{step.ways.map(way)}</ul>}
    </li>
  );
  const way = ({ name, label, steps }: DrawnWay) => (
    <li key={name} className={steps.length > 0 ? styles.way : styles.short} style={{ flexGrow: lanes(steps) }}>
      <Text as="p" variant="headingSm">
        {label}
      </Text>
      {steps.length > 0 ? (
        <ol className={styles.flow}>{steps.map(draw)}</ol>
      ) : (
        <Text as="p" variant="bodySm" tone="subdued">
          Goes on
        </Text>
      )}
    </li>
  );
  return (
    <ol className={styles.flow} aria-label="Steps of the workflow">
      <li className={styles.step}>
        <Card
          href={hrefOf(null)}
          isOpen={openStep === null}
          isOff={false}
          kind="start"
          icon={AutomationIcon}
          title={startsWhen}
          note="Who gets it, and when not"
        />
      </li>
      {steps.map(draw)}
      <li className={styles.end}>
        <Icon source={CheckCircleIcon} tone="subdued" />
        <Text as="span" variant="bodySm" tone="subdued">
          End
        </Text>
      </li>
    </ol>
  );
}

/** How many ways stand side by side in some steps, at the most: a way that forks again needs the more room. */
function lanes(steps: readonly DrawnStep[]): number {
  return Math.max(
    0,
    ...steps.map(({ ways }) =>
      Math.max(
        1,
        ways.reduce((sum, { steps }) => sum + lanes(steps), 0),
      ),
    ),
  );
}

interface CardProps {
  readonly href: string;
  readonly isOpen: boolean;
  readonly isOff: boolean;
  readonly kind: DrawnStep["kind"] | "start";
  readonly icon: IconProps["source"];
  readonly title: string;
  readonly note: string;
}

function Card({ href, isOpen, isOff, kind, icon, title, note }: CardProps) {
  return (
    <Link
      to={href}
      preventScrollReset
      className={styles.card}
      aria-current={isOpen ? "step" : undefined}
      data-off={isOff || undefined}
    >
      <span className={styles.icon} data-kind={kind}>
        <Icon source={icon} />
      </span>
      <span className={styles.text}>
        <Text as="span" variant="headingSm">
          {title}
        </Text>
        {note && (
          <Text as="span" variant="bodySm" tone="subdued">
            {note}
          </Text>
        )}
      </span>
    </Link>
  );
}
