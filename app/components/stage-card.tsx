import { BlockStack, Card, Link, SkeletonBodyText, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import styles from "./stage-card.module.css";

interface StageFigure {
  readonly stage: string;
  readonly title: string;
  readonly meaning: string;
  readonly contacts: number;
  readonly share: number;
  readonly came: number;
  readonly left: number;
}

interface StageCardProps {
  readonly figures: readonly StageFigure[];
  readonly yesterday: string;
  readonly basis: string;
  /** The stage that the list below is narrowed to; empty for all. */
  readonly current: string;
}

/** Where the shop's contacts stand: a bar, and its figures with yesterday's flow. */
export function StageCard({ figures, yesterday, basis, current }: StageCardProps) {
  return (
    <Frame>
      <Text as="p">{yesterday}</Text>
      <div className={styles.bar} aria-hidden="true">
        {figures.map(({ stage, share }) => (
          <span key={stage} className={styles[stage]} style={{ flexGrow: share, flexBasis: 0 }} />
        ))}
      </div>
      <table className={styles.table} aria-label="Contacts by stage">
        <thead>
          <tr>
            {["Stage", "People", "Yesterday", "Who it is"].map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <Row key={figure.stage} {...figure} isCurrent={figure.stage === current} />
          ))}
        </tbody>
      </table>
      <Text as="p" variant="bodySm" tone="subdued">
        {basis}
      </Text>
    </Frame>
  );
}

/** Keeps the card's place while its figures are counted. */
export function StageCardSkeleton() {
  return (
    <Frame>
      <SkeletonBodyText lines={6} />
    </Frame>
  );
}

function Frame({ children }: { readonly children: ReactNode }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Where they stand
        </Text>
        <div className={styles.body}>{children}</div>
      </BlockStack>
    </Card>
  );
}

function Row({ stage, title, meaning, contacts, share, came, left, isCurrent }: StageFigure & { isCurrent: boolean }) {
  return (
    <tr>
      <th scope="row" aria-current={isCurrent ? "true" : undefined}>
        <span className={`${styles.swatch} ${styles[stage]}`} />
        <Link url={`/app/contacts?stage=${stage}`}>{title}</Link>
      </th>
      <td className={styles.number}>
        {contacts.toLocaleString("en")} <span className={styles.quiet}>{percent(share)}</span>
      </td>
      <td className={styles.number}>
        {flow(came, left)}{" "}
        {came + left > 0 && (
          <span className={`${styles.quiet} ${styles.unit}`} aria-hidden="true">
            yesterday
          </span>
        )}
      </td>
      <td className={`${styles.quiet} ${styles.meaning}`}>{meaning}</td>
    </tr>
  );
}

function percent(share: number): string {
  const rounded = Math.round(share * 100);
  return share > 0 && rounded === 0 ? "under 1 %" : `${rounded} %`;
}

/** "+12 −3"; a dash where nobody came or went. */
function flow(came: number, left: number): string {
  const parts = [came > 0 && `+${came.toLocaleString("en")}`, left > 0 && `−${left.toLocaleString("en")}`].filter(
    Boolean,
  );
  return parts.length === 0 ? "–" : parts.join(" ");
}
