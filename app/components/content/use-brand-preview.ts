import { useFetcher } from "@remix-run/react";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { BrandPreview } from "~/reports/brand-preview";

const TYPING_MS = 300;

interface LivePreview {
  readonly answer: BrandPreview | undefined;
  /** The last that could be shown. */
  readonly shown: Extract<BrandPreview, { kind: "shown" }> | null;
  readonly isStale: boolean;
  /** To be called whenever something in the form may have changed. */
  readonly onChange: () => void;
}

/** How the brand in a form looks, asked once nothing was changed for a moment. */
export function useBrandPreview(form: RefObject<HTMLFormElement | null>, mail: string, language: string): LivePreview {
  const fetcher = useFetcher<BrandPreview>();
  const [shown, setShown] = useState<LivePreview["shown"]>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const { load, data } = fetcher;

  const ask = useCallback(() => {
    if (!form.current) return;
    const asked = new URLSearchParams({ mail, language });
    for (const [name, value] of new FormData(form.current)) asked.set(name, String(value));
    load(`/app/brand/preview?${asked}`);
  }, [form, load, mail, language]);

  const onChange = useCallback(() => {
    if (timer.current) clearTimeout(timer.current);
    timer.current = setTimeout(ask, TYPING_MS);
  }, [ask]);

  useEffect(() => {
    ask();
    return () => {
      if (timer.current) clearTimeout(timer.current);
    };
  }, [ask]);
  useEffect(() => {
    if (data?.kind === "shown") setShown(data);
  }, [data]);

  return { answer: data, shown, isStale: fetcher.state !== "idle", onChange };
}
