import { formatMoney } from "~/events/money";
import { shopTime } from "~/shop-time";
import { explain } from "~/workflows/explain";
import type { PersonRecords, StoredRecord } from "./records-of-person";

type Words = ReturnType<typeof wordsIn>;
type Cell = (record: StoredRecord, words: Words, records: PersonRecords) => string;

/** One readable part of the file: a table's rows in a reader's words. */
interface SectionShape {
  readonly title: string;
  readonly table: string;
  /** The column by which they are sorted. */
  readonly order: string;
  readonly columns: Readonly<Record<string, Cell>>;
  readonly isUpright?: boolean;
}

const text =
  (column: string): Cell =>
  (record) =>
    plain(record[column]);
const time =
  (column: string): Cell =>
  (record, words) =>
    words.time(record[column]);

/** What a person is told, in this order. */
export const sections: readonly SectionShape[] = [
  {
    title: "Who you are",
    table: "contacts",
    order: "created_at",
    isUpright: true,
    columns: {
      Name: ({ first_name, last_name }) => [first_name, last_name].filter(Boolean).join(" ") || "–",
      "E-mail": text("email"),
      "Customer number": text("customer_id"),
      Place: ({ city, region, country }) => [city, region, country].filter(Boolean).join(", ") || "–",
      Language: text("locale"),
      "Time zone": text("timezone"),
      Tags: text("tags"),
      "Other fields": text("custom"),
      "Marketing e-mails": ({ consent }) => consentText(consent),
      "Group by purchases": text("stage"),
      "Known since": time("created_at"),
    },
  },
  {
    title: "What you are recognised by",
    table: "contact_identities",
    order: "kind",
    columns: { Kind: text("kind"), Value: text("value") },
  },
  {
    title: "What you agreed to",
    table: "consent_changes",
    order: "at",
    columns: {
      When: time("at"),
      What: ({ state }) => consentText(state),
      How: text("source"),
      "You were asked": text("wording"),
      Address: text("email"),
    },
  },
  {
    title: "Which mails you chose to get",
    table: "preferences",
    order: "changed_at",
    columns: {
      "Not about": text("topics_off"),
      "At most a week": text("most_per_week"),
      "None until": time("paused_until"),
      "Chosen on": time("changed_at"),
    },
  },
  {
    title: "Addresses that are not mailed",
    table: "suppressions",
    order: "since",
    columns: { Address: text("email"), Why: text("reason"), Since: time("since") },
  },
  {
    title: "Your orders",
    table: "orders",
    order: "placed_at",
    columns: {
      Order: text("name"),
      When: time("placed_at"),
      Total: (record, words) => words.money(record),
      Products: ({ order_id }, _words, records) =>
        linesText((records.get("order_lines") ?? []).filter((line) => line.order_id === order_id)),
      "E-mail": text("email"),
    },
  },
  {
    title: "Checkouts you began",
    table: "checkouts",
    order: "updated_at",
    columns: {
      "Last change": time("updated_at"),
      Completed: time("completed_at"),
      Total: (record, words) => words.money(record),
      Products: ({ lines }) => linesText(Array.isArray(lines) ? lines : []),
      "E-mail": text("email"),
    },
  },
  {
    title: "E-mails to you",
    table: "messages",
    order: "created_at",
    columns: {
      Subject: text("subject"),
      To: text("email"),
      State: ({ status }) => plain(status).replaceAll("_", " "),
      Prepared: time("created_at"),
      Sent: time("sent_at"),
    },
  },
  {
    title: "Links that were followed in them",
    table: "link_hits",
    order: "at",
    columns: { When: time("at"), Program: text("agent"), By: text("verdict") },
  },
  {
    title: "Why you got an e-mail, or did not",
    table: "decisions",
    order: "at",
    columns: {
      When: time("at"),
      Programme: ({ workflow_id }) => plain(workflow_id).replaceAll("-", " "),
      Decision: (record, words) => words.decision(record),
    },
  },
  {
    title: "What happened",
    table: "events",
    order: "occurred_at",
    columns: {
      When: time("occurred_at"),
      What: ({ name }) => plain(name).replaceAll(".", " "),
      Details: ({ data }, words) => eventText(data, words),
    },
  },
];

/** Sentences and figures, with times in the shop's zone. */
export function wordsIn(timezone: string) {
  const time = (value: unknown) => (typeof value === "string" ? shopTime(new Date(value), timezone) : "–");
  return {
    time,
    money: ({ total_minor, currency }: StoredRecord) => formatMoney(Number(total_minor), plain(currency), "en"),
    decision: ({ outcome, rule, step, values }: StoredRecord) =>
      explain(
        {
          outcome: plain(outcome),
          rule: plain(rule),
          step: typeof step === "string" ? step : null,
          values: isRecord(values) ? values : {},
        },
        (at) => shopTime(at, timezone),
      ),
  };
}

/** Of a basket what is in it; of anything else its fields. The rest stands in the JSON. */
function eventText(data: unknown, words: Words): string {
  if (!isRecord(data)) return plain(data);
  if (!Array.isArray(data.lines)) return plain(data);
  const total = words.money({ total_minor: data.totalMinor, currency: data.currency });
  return [data.name, linesText(data.lines), total].filter(Boolean).join(", ");
}

function consentText(state: unknown): string {
  switch (state) {
    case "SUBSCRIBED":
      return "You agreed to marketing e-mails";
    case "UNSUBSCRIBED":
      return "You said no to marketing e-mails";
    case "PENDING":
      return "You were asked to confirm marketing e-mails";
    case "NOT_SUBSCRIBED":
      return "You have not agreed to marketing e-mails";
    default:
      return plain(state).toLowerCase();
  }
}

function linesText(lines: readonly unknown[]): string {
  return lines.flatMap((line) => (isRecord(line) ? `${plain(line.quantity)} × ${plain(line.title)}` : [])).join(", ");
}

/** A stored value as text: fields of a structure one after the other, a dash for what is empty. */
function plain(value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  if (Array.isArray(value)) return value.map(plain).join(", ") || "–";
  if (!isRecord(value)) return String(value);
  const fields = Object.entries(value).filter(([, one]) => one !== null);
  return fields.map(([name, one]) => `${name}: ${isRecord(one) ? `(${plain(one)})` : plain(one)}`).join("; ") || "–";
}

function isRecord(value: unknown): value is StoredRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Records by a column, the newest first. */
export function newestFirst(records: readonly StoredRecord[], column: string): StoredRecord[] {
  return records.toSorted((a, b) => (plain(a[column]) < plain(b[column]) ? 1 : -1));
}
