import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { BrandPreview } from "~/reports/brand-preview";
import { askServer, failureOf } from "./ask-server";

const TYPING_MS = 300;

interface LivePreview {
  readonly answer: BrandPreview | undefined;
  /** The last that could be shown. */
  readonly shown: Extract<BrandPreview, { kind: "shown" }> | null;
  readonly isStale: boolean;
  /** Set when the server could not be asked; what is shown is what it last said. */
  readonly failure: string | null;
  /** To be called whenever something in the form may have changed. */
  readonly onChange: () => void;
}

/** How the brand in a form looks, asked once nothing was changed for a moment. */
export function useBrandPreview(form: RefObject<HTMLFormElement | null>, mail: string, language: string): LivePreview {
  const [preview, setPreview] = useState<Omit<LivePreview, "onChange">>(nothingYet);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const latest = useRef<AbortController | null>(null);

  const ask = useCallback(() => {
    if (!form.current) return;
    latest.current?.abort();
    const abort = new AbortController();
    latest.current = abort;
    const asked = new URLSearchParams({ mail, language });
    for (const [name, value] of new FormData(form.current)) asked.set(name, String(value));
    setPreview((before) => ({ ...before, isStale: true }));
    const took = (answer: BrandPreview) => {
      const shown = answer.kind === "shown" ? { shown: answer } : {};
      setPreview((before) => ({ ...before, answer, ...shown, isStale: false, failure: null }));
    };
    const failed = (error: unknown) => {
      if (abort.signal.aborted) return;
      setPreview((before) => ({ ...before, isStale: false, failure: failureOf(error) }));
    };
    askServer<BrandPreview>(`/app/brand/preview?${asked}`, { signal: abort.signal }).then(took, failed);
  }, [form, mail, language]);

  const onChange = useCallback(() => {
    if (timer.current) clearTimeout(timer.current);
    timer.current = setTimeout(ask, TYPING_MS);
  }, [ask]);

  useEffect(() => {
    ask();
    return () => {
      if (timer.current) clearTimeout(timer.current);
      latest.current?.abort();
    };
  }, [ask]);

  return { ...preview, onChange };
}

const nothingYet = { answer: undefined, shown: null, isStale: false, failure: null };
