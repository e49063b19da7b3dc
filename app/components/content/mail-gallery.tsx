import { Badge, InlineStack, Link, Text } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { askServer, failureOf } from "./ask-server";
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

interface Made {
  readonly subject: string;
  readonly html: string;
}

/** A mail at two fifths of its size; made once it is about to be seen. */
function Picture({ mail, language }: { readonly mail: GalleryMail; readonly language: string }) {
  const [made, setMade] = useState<Made | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const around = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!around.current) return;
    const abort = new AbortController();
    const url = `/app/content/picture?${new URLSearchParams({ mail: mail.key, language })}`;
    const failed = (error: unknown) => {
      if (!abort.signal.aborted) setFailure(failureOf(error));
    };
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        askServer<Made>(url, { signal: abort.signal }).then(setMade, failed);
      },
      { rootMargin: "400px" },
    );
    observer.observe(around.current);
    return () => {
      observer.disconnect();
      abort.abort();
    };
  }, [mail.key, language]);
  return (
    <div ref={around} className={styles.picture} aria-busy={!made && !failure}>
      {failure && (
        <div className={styles.words}>
          <Text as="p" tone="subdued">
            {failure} Load the page again to see it.
          </Text>
        </div>
      )}
      {made && (
        <iframe
          title={`${mail.name}: ${made.subject}`}
          srcDoc={inScheme(made.html, "light")}
          sandbox=""
          tabIndex={-1}
          className={styles.frame}
        />
      )}
    </div>
  );
}
