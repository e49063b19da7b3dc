import { useFetcher } from "@remix-run/react";
import { Badge, InlineStack, Link, Text } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import { inScheme } from "./in-scheme";
import styles from "./mail-gallery.module.css";

interface GalleryMail {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly class: "marketing" | "transactional" | "requested";
  readonly workflows: readonly string[];
}

interface MailGalleryProps {
  readonly mails: readonly GalleryMail[];
  /** In which the pictures are. */
  readonly language: string;
}

/** The mails as pictures of themselves, each leading to where it is changed. */
export function MailGallery({ mails, language }: MailGalleryProps) {
  return (
    <ul className={styles.gallery}>
      {mails.map((mail) => (
        <li key={mail.key} className={styles.mail}>
          <Picture key={language} mail={mail} language={language} />
          <div className={styles.words}>
            <InlineStack gap="200" blockAlign="center">
              <Text as="h2" variant="headingMd">
                <Link url={`/app/content/${mail.key}?${new URLSearchParams({ language })}`} monochrome removeUnderline>
                  {mail.name}
                </Link>
              </Text>
              {mail.class !== "marketing" && (
                <Badge>{mail.class === "transactional" ? "About an order" : "Asked for"}</Badge>
              )}
            </InlineStack>
            <Text as="p">{mail.description}</Text>
            <Text as="p" tone="subdued" variant="bodySm">
              {mail.workflows.length > 0 ? `Sent by ${mail.workflows.join(", ")}` : "No workflow sends it yet"}
            </Text>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** A mail at two fifths of its size; made once it is about to be seen. */
function Picture({ mail, language }: { readonly mail: GalleryMail; readonly language: string }) {
  const fetcher = useFetcher<{ subject: string; html: string }>();
  const around = useRef<HTMLDivElement>(null);
  const { load } = fetcher;
  useEffect(() => {
    if (!around.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        load(`/app/content/picture?${new URLSearchParams({ mail: mail.key, language })}`);
      },
      { rootMargin: "400px" },
    );
    observer.observe(around.current);
    return () => observer.disconnect();
  }, [load, mail.key, language]);
  return (
    <div ref={around} className={styles.picture} aria-busy={!fetcher.data}>
      {fetcher.data && (
        <iframe
          title={`${mail.name}: ${fetcher.data.subject}`}
          srcDoc={inScheme(fetcher.data.html, "light")}
          sandbox=""
          tabIndex={-1}
          className={styles.frame}
        />
      )}
    </div>
  );
}
