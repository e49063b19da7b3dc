import { useFetcher } from "@remix-run/react";
import { useEffect } from "react";
import type { Group } from "~/contacts/segments/expression";
import type { PreviewAnswer } from "./preview-card";

const TYPING_MS = 400;

/** Who a rule finds: asked once nothing was changed for a moment. */
export function usePreview(rule: Group): { answer: PreviewAnswer | undefined; isCounting: boolean } {
  const fetcher = useFetcher<PreviewAnswer>();
  const { load } = fetcher;
  const written = JSON.stringify(rule);
  useEffect(() => {
    const timer = setTimeout(() => load(`/app/segments/preview?${new URLSearchParams({ rule: written })}`), TYPING_MS);
    return () => clearTimeout(timer);
  }, [load, written]);
  return { answer: fetcher.data, isCounting: fetcher.state !== "idle" };
}
