import { useEffect } from "react";

/** Shows a short toast each time that `answer` is a new one that says something went well. */
export function useToast(answer: { readonly toast?: string | undefined } | undefined): void {
  useEffect(() => {
    if (answer?.toast) window.shopify?.toast.show(answer.toast);
  }, [answer]);
}
