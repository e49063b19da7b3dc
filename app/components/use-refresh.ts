import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

/** Reads the page's data again every second while `isUnderWay`, so that progress is seen. */
export function useRefresh(isUnderWay: boolean): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isUnderWay || state !== "idle") return;
    const timer = setTimeout(revalidate, 1_000);
    return () => clearTimeout(timer);
  }, [isUnderWay, state, revalidate]);
}
