import { Link } from "@remix-run/react";
import styles from "./filter-links.module.css";

interface FilterLinksProps {
  /** What the links choose between: "What to show". */
  readonly label: string;
  readonly links: readonly { readonly title: string; readonly href: string; readonly isCurrent: boolean }[];
}

/** A choice of views, each with its own address. */
export function FilterLinks({ label, links }: FilterLinksProps) {
  return (
    <nav aria-label={label}>
      <ul className={styles.list}>
        {links.map(({ title, href, isCurrent }) => (
          <li key={title}>
            <Link to={href} preventScrollReset aria-current={isCurrent ? "true" : undefined}>
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
