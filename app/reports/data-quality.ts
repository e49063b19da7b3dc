import { addressProblems } from "~/contacts/address-quality";
import { pool } from "~/db.server";
import { problemTitles, tellProblem } from "./address-words";
import { contactName } from "./contact-profile";

export interface QualityExample {
  readonly contactId: string;
  readonly name: string;
  readonly email: string | null;
  /** The address that was probably meant; null where nothing is suggested. */
  readonly suggestion: string | null;
}

/** One kind of fault, how many contacts have it, and a few of them. */
export interface QualityKind {
  readonly id: string;
  readonly title: string;
  /** What the app does about it. */
  readonly effect: string;
  readonly contacts: number;
  /** Of them, who agreed to marketing mails; null where the fault keeps no mail back. */
  readonly agreed: number | null;
  readonly examples: readonly QualityExample[];
}

export interface DataQuality {
  /** Faults of addresses: these contacts cannot be mailed. */
  readonly addresses: readonly QualityKind[];
  /** What is missing, with what stands in for it. */
  readonly missing: readonly QualityKind[];
  /** Everybody who cannot be mailed for a fault or the want of an address. */
  readonly unreachable: number;
  /** Mails of the last 30 days that were held back for it. */
  readonly heldBack: number;
}

const EXAMPLES = 5;

/** What of a shop's contacts cannot work or is missing, each kind counted over its own partial index. */
export async function dataQuality(shopId: number, at: Date): Promise<DataQuality> {
  const [addresses, missing, heldBack] = await Promise.all([
    addressKinds(shopId),
    Promise.all(lacks.map((lack) => missingKind(shopId, lack))),
    mailsHeldBack(shopId, at),
  ]);
  const withoutAddress = missing.find(({ id }) => id === "no-email")?.contacts ?? 0;
  const unreachable = addresses.reduce((sum, { contacts }) => sum + contacts, withoutAddress);
  return { addresses, missing, unreachable, heldBack };
}

async function addressKinds(shopId: number): Promise<QualityKind[]> {
  const { rows } = await pool.query<{ problem: string; contacts: number; agreed: number }>(
    `SELECT address_problem AS problem, count(*) AS contacts, count(*) FILTER (WHERE consent = 'SUBSCRIBED') AS agreed
     FROM contacts WHERE shop_id = $1 AND address_problem IS NOT NULL AND merged_into IS NULL GROUP BY 1`,
    [shopId],
  );
  return Promise.all(
    addressProblems.map(async (problem) => {
      const { contacts = 0, agreed = 0 } = rows.find((row) => row.problem === problem) ?? {};
      const found = contacts > 0 ? await examplesWhere(shopId, `address_problem = '${problem}'`) : [];
      const examples = found.map((one) => ({ ...one, suggestion: tellProblem(problem, one.email).suggestion }));
      return {
        id: problem,
        title: problemTitles[problem],
        effect: "Kept, and not mailed.",
        contacts,
        agreed,
        examples,
      };
    }),
  );
}

interface Lack {
  readonly id: string;
  readonly title: string;
  readonly effect: string;
  /** As the partial index has it. */
  readonly condition: string;
}

const lacks: readonly Lack[] = [
  {
    id: "no-email",
    title: "No e-mail address",
    effect: "Cannot be mailed until one is known.",
    condition: "email IS NULL",
  },
  {
    id: "no-name",
    title: "No name",
    effect: "Mails greet them with “Hi there”.",
    condition: "first_name IS NULL AND last_name IS NULL",
  },
  {
    id: "no-zone",
    title: "Neither country nor time zone",
    effect: "They live by your store’s time zone.",
    condition: "country IS NULL AND timezone IS NULL",
  },
  {
    id: "no-language",
    title: "No language",
    effect: "They are written to in your store’s language.",
    condition: "locale IS NULL",
  },
];

async function missingKind(shopId: number, { condition, ...kind }: Lack): Promise<QualityKind> {
  const { rows } = await pool.query<{ contacts: number }>(
    `SELECT count(*) AS contacts FROM contacts WHERE shop_id = $1 AND ${condition} AND merged_into IS NULL`,
    [shopId],
  );
  return { ...kind, contacts: rows[0]?.contacts ?? 0, agreed: null, examples: await examplesWhere(shopId, condition) };
}

/** A few contacts of whom a condition of this file holds, the newest first. */
async function examplesWhere(shopId: number, condition: string): Promise<QualityExample[]> {
  const { rows } = await pool.query<{
    contactId: string;
    firstName: string | null;
    lastName: string | null;
    email: string | null;
  }>(
    `SELECT contact_id AS "contactId", first_name AS "firstName", last_name AS "lastName", email
     FROM contacts WHERE shop_id = $1 AND ${condition} AND merged_into IS NULL ORDER BY contact_id DESC LIMIT ${EXAMPLES}`,
    [shopId],
  );
  return rows.map(({ contactId, firstName, lastName, email }) => ({
    contactId,
    name: contactName(firstName, lastName, email),
    email,
    suggestion: null,
  }));
}

async function mailsHeldBack(shopId: number, at: Date): Promise<number> {
  const { rows } = await pool.query<{ mails: number }>(
    `SELECT count(*) AS mails FROM decisions
     WHERE shop_id = $1 AND at > $2::timestamptz - interval '30 days' AND rule IN ('address-problem', 'no-address', 'reachable')`,
    [shopId, at],
  );
  return rows[0]?.mails ?? 0;
}
