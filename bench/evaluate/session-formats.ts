import type { Reference } from "./evaluation";

/** A row of a published data set of browsing. */
export interface Click {
  /** A session's id, or, where sessions are to be made, a person's. */
  readonly whose: string;
  readonly product: string;
  /** Seconds. */
  readonly at: number;
  /** False for what ends no session and is no view: a purchase among clicks. */
  readonly isView: boolean;
}

/** How a published data set is written down and judged. */
export interface SessionFormat {
  readonly name: string;
  readonly references: readonly Reference[];
  /** The published split. */
  readonly split: { readonly testDays: number; readonly lastNth: number } | { readonly windows: 5 };
  /** Whether the file names people, whose sessions are to be made. */
  readonly isOfPeople: boolean;
  /** Reads a row; null for one that is none. */
  click(line: string): Click | null;
}

const rates = (name: string, ...values: number[]): Reference => ({ name, values });

/** The format of a file by its first line, and whether that is a header. Throws when it is none of those known. */
export function formatOf(firstLine: string): { readonly format: SessionFormat; readonly hasHeader: boolean } {
  const line = firstLine.trim().toLowerCase();
  if (line.startsWith("timestamp,visitorid,event,itemid")) return { format: retailRocket, hasHeader: true };
  if (line.startsWith("sessionid;userid;itemid;timeframe;eventdate")) return { format: diginetica, hasHeader: true };
  if (/^\d+,\d{4}-\d\d-\d\dt[\d:.]+z,\d+,/.test(line)) return { format: yoochoose, hasHeader: false };
  const columns = line.split(/[\t,;]/).map((name) => name.replace(/["_]/g, ""));
  const places = ["sessionid", "itemid", "time"].map((name) => columns.indexOf(name));
  if (places.every((place) => place >= 0)) return { format: prepared(places), hasHeader: true };
  throw new Error(`The file begins with "${firstLine.slice(0, 80)}": that is none of the formats that are known.`);
}

/** https://www.kaggle.com/datasets/retailrocket/ecommerce-dataset: events.csv */
const retailRocket: SessionFormat = {
  name: "RetailRocket",
  references: [rates("V-SKNN", 0.575, 0.339), rates("STAN", 0.594, 0.364), rates("NARM", 0.555, 0.32)],
  split: { windows: 5 },
  isOfPeople: true,
  click(line) {
    const [at, whose, event, product] = line.split(",");
    return whose && product ? { whose, product, at: Math.floor(Number(at) / 1_000), isView: event === "view" } : null;
  },
};

/** RecSys Challenge 2015: yoochoose-clicks.dat */
const yoochoose: SessionFormat = {
  name: "YOOCHOOSE",
  references: [
    rates("V-SKNN", 0.698, 0.287),
    rates("sequential rules", 0.666, 0.302),
    rates("GRU4Rec", 0.653, 0.275),
    rates("NARM", 0.7, 0.296),
  ],
  split: { testDays: 1, lastNth: 64 },
  isOfPeople: false,
  click(line) {
    const [whose, at, product] = line.split(",");
    return whose && at && product ? { whose, product, at: Date.parse(at) / 1_000, isView: true } : null;
  },
};

/** CIKM Cup 2016: train-item-views.csv. Within a day the order is that of the time-frames, in milliseconds. */
const diginetica: SessionFormat = {
  name: "Diginetica",
  references: [rates("V-SKNN", 0.52, 0.184), rates("SKNN", 0.48, 0.172), rates("GRU4Rec", 0.51, 0.175)],
  split: { testDays: 7, lastNth: 1 },
  isOfPeople: false,
  click(line) {
    const [whose, , product, frame, day] = line.split(";");
    if (!whose || !product || !day) return null;
    return { whose, product, at: Date.parse(day.trim()) / 1_000 + Number(frame) / 1_000, isView: true };
  },
};

/** As session-rec prepares them: one row a view, with SessionId, ItemId and Time in seconds. */
const prepared = (places: readonly number[]): SessionFormat => ({
  name: "Prepared sessions",
  references: [],
  split: { testDays: 1, lastNth: 1 },
  isOfPeople: false,
  click(line) {
    const values = line.split(/[\t,;]/);
    const [whose, product, at] = places.map((place) => values[place] ?? "");
    return whose && product ? { whose, product, at: Number(at), isView: true } : null;
  },
});
