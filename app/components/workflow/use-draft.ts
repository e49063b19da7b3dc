import { useEffect, useState } from "react";

/** What is being written, beginning with what is saved, and beginning anew whenever something else is saved. */
export function useDraft<T>(saved: T): {
  readonly draft: T;
  readonly setDraft: (draft: T) => void;
  readonly isChanged: boolean;
  readonly discard: () => void;
} {
  const [draft, setDraft] = useState(saved);
  const [start, setStart] = useState(saved);
  const written = JSON.stringify(saved);
  useEffect(() => {
    if (JSON.stringify(start) === written) return;
    setStart(saved);
    setDraft(saved);
  }, [saved, start, written]);
  return { draft, setDraft, isChanged: JSON.stringify(draft) !== written, discard: () => setDraft(saved) };
}
