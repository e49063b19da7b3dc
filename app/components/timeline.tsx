import { Icon, Link, Text } from "@shopify/polaris";
import { AutomationIcon, EmailIcon, PersonIcon } from "@shopify/polaris-icons";
import { When } from "./shop-format";
import styles from "./timeline.module.css";

interface TimelineProps {
  readonly entries: readonly {
    readonly id: string;
    readonly kind: "event" | "decision" | "mail";
    readonly at: Date;
    readonly title: string;
    readonly detail: string | null;
    readonly tone: "neutral" | "good" | "warning";
    readonly messageId: string | null;
  }[];
  /** The address that opens a mail. */
  readonly mailHref: (messageId: string) => string;
  /** What is said where there is nothing. */
  readonly nothing: string;
}

const kinds = {
  event: { icon: PersonIcon, label: "What happened" },
  decision: { icon: AutomationIcon, label: "Decision" },
  mail: { icon: EmailIcon, label: "Mail" },
};

/** One line of everything about a contact, the newest on top. */
export function Timeline({ entries, mailHref, nothing }: TimelineProps) {
  if (entries.length === 0) return <Text as="p">{nothing}</Text>;
  return (
    <ol className={styles.timeline}>
      {entries.map((entry) => (
        <li key={entry.id} className={styles.entry} data-tone={entry.tone}>
          <span className={styles.icon}>
            <Icon source={kinds[entry.kind].icon} accessibilityLabel={kinds[entry.kind].label} />
          </span>
          <div className={styles.text}>
            <Text as="h3" variant="headingSm">
              {entry.title}
            </Text>
            {entry.detail && <Text as="p">{entry.detail}</Text>}
            <Text as="p" variant="bodySm" tone="subdued">
              <When at={entry.at} />
              {entry.messageId && (
                <>
                  {" · "}
                  <Link url={mailHref(entry.messageId)}>See the mail</Link>
                </>
              )}
            </Text>
          </div>
        </li>
      ))}
    </ol>
  );
}
