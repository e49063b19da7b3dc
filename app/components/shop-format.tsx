import { createContext, useContext } from "react";
import { shopTime } from "~/shop-time";

/** What numbers and times need to read as the merchant expects them. */
export interface ShopFormat {
  /** IANA name, for instance "Europe/Berlin". */
  readonly timezone: string;
}

const ShopFormatContext = createContext<ShopFormat>({ timezone: "UTC" });

export const ShopFormatProvider = ShopFormatContext.Provider;

/** The zone in a merchant's words: "Europe/Berlin" reads "Berlin time". Said once on a page. */
export function useZoneName(): string {
  const { timezone } = useContext(ShopFormatContext);
  return timezone === "UTC" ? "UTC" : `${timezone.split("/").at(-1)?.replaceAll("_", " ")} time`;
}

/** A moment in the shop's zone: "23 Nov 2026, 14:05". A dash where there is none. */
export function When({ at }: { at: Date | null }) {
  const { timezone } = useContext(ShopFormatContext);
  if (!at) return <>–</>;
  return <time dateTime={at.toISOString()}>{shopTime(at, timezone)}</time>;
}
