import { useEffect, useRef, useState } from "react";
import type { TemplatePreview } from "~/reports/template-preview";
import { askServer, failureOf } from "./ask-server";

const TYPING_MS = 300;

/** What is previewed: settings as they are being written, for a sample or a contact, in a language. */
export interface PreviewWish {
  readonly settings: unknown;
  readonly language: string;
  readonly contactId: string | null;
}

interface Preview {
  readonly answer: TemplatePreview;
  readonly isStale: boolean;
  /** Set when the server could not be asked; what is shown is what it last said. */
  readonly failure: string | null;
}

/** How a mail looks, asked once nothing was changed for a moment. */
export function useMailPreview(template: string, first: TemplatePreview, wish: PreviewWish): Preview {
  const [preview, setPreview] = useState<Preview>({ answer: first, isStale: false, failure: null });
  const written = JSON.stringify(wish);
  const shown = useRef(written);
  useEffect(() => {
    if (shown.current === written) return;
    const abort = new AbortController();
    setPreview((before) => ({ ...before, isStale: true }));
    const timer = setTimeout(async () => {
      try {
        const answer = await askServer<TemplatePreview>(`/app/content/${template}/preview`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: written,
          signal: abort.signal,
        });
        shown.current = written;
        setPreview({ answer, isStale: false, failure: null });
      } catch (error) {
        if (abort.signal.aborted) return;
        setPreview((before) => ({ ...before, isStale: false, failure: failureOf(error) }));
      }
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [template, written]);
  return preview;
}
