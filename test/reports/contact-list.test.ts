import { v7 as uuid } from "uuid";
import { beforeEach, expect, test } from "vitest";
import { pool } from "~/db.server";
import { type ContactFilter, type ContactPage, contactPage } from "~/reports/contact-list";

const shopId = 1;

beforeEach(async () => {
  await pool.query("TRUNCATE contacts, messages, segment_members");
});

test("forward and back again, each contact is seen once a way, the newest first", async () => {
  const made: string[] = [];
  for (let index = 0; index < 127; index += 1) made.push(await contact({ email: `p${index}@example.com` }));
  const newestFirst = made.toReversed();

  const forward: string[][] = [];
  let page = await contactPage(shopId, {}, {});
  expect(page.previous).toBeNull();
  for (;;) {
    forward.push(page.contacts.map(({ contactId }) => contactId));
    if (page.next === null) break;
    page = await contactPage(shopId, {}, { before: page.next });
  }
  expect(forward.flat()).toEqual(newestFirst);

  const back = [page.contacts.map(({ contactId }) => contactId)];
  while (page.previous !== null) {
    page = await contactPage(shopId, {}, { after: page.previous });
    back.unshift(page.contacts.map(({ contactId }) => contactId));
  }
  expect(back).toEqual(forward);
});

test("finds a part of the name or of the address, in any case", async () => {
  const mara = await contact({ firstName: "Mara", lastName: "Voss", email: "m@example.com" });
  const jon = await contact({ firstName: "Jon", lastName: null, email: "jon@marazion.example" });
  await contact({ email: "someone@else.example" });
  expect(await found("MARA")).toEqual([jon, mara]);
  expect(await found("ra vo")).toEqual([mara]);
});

test("a search for LIKE's own signs finds just those signs", async () => {
  await contact({ email: "plain@example.com" });
  const odd = await contact({ email: "50%_off\\now@example.com" });
  for (const search of ["%", "_", "\\", "%_off\\"]) expect(await found(search)).toEqual([odd]);
});

test("a contact of another shop is never found", async () => {
  await contact({ shopId: 2, email: "mara@example.com" });
  expect(await found("mara")).toEqual([]);
});

test("counts only mails that left", async () => {
  const contactId = await contact({ email: "mara@example.com" });
  for (const sentAt of [new Date(), null]) {
    await pool.query(
      `INSERT INTO messages (shop_id, message_id, contact_id, workflow_id, version, run_id, step, template, class,
         send_at, useful_until, created_at, sent_at)
       VALUES ($1, $2, $3, 'w', 1, $2, 's', 't', 'marketing', now(), now(), now(), $4)`,
      [shopId, uuid(), contactId, sentAt],
    );
  }
  const { contacts } = await contactPage(shopId, {}, {});
  expect(contacts).toMatchObject([{ contactId, sent: 1, lastSeenAt: null }]);
});

test("a merged contact is no contact any more", async () => {
  const survivor = await contact({ email: "mara@example.com" });
  const trace = await contact({ email: "mara.old@example.com" });
  await pool.query("UPDATE contacts SET merged_into = $1 WHERE contact_id = $2", [survivor, trace]);
  expect(await found("mara")).toEqual([survivor]);
  expect(await ids({})).toEqual([survivor]);
});

test("stage, segment and search narrow the list together, page by page", async () => {
  const segmentId = uuid();
  const people = Array.from({ length: 240 }, (_, index) => ({
    id: uuid(),
    email: `p${index}@${index % 3 === 0 ? "one" : "two"}.example`,
    stage: index % 2 === 0 ? "lapsed" : "active",
    isMember: index < 200,
  }));
  await pool.query(
    `WITH people AS (SELECT * FROM json_to_recordset($3) AS p(id uuid, email text, stage text, "isMember" boolean)),
       made AS (INSERT INTO contacts (shop_id, contact_id, email, stage, created_at) SELECT $1, id, email, stage, now() FROM people)
     INSERT INTO segment_members SELECT $1, $2, id, now() FROM people WHERE "isMember"`,
    [shopId, segmentId, JSON.stringify(people)],
  );
  const wanted = people.filter(({ email, stage, isMember }) => isMember && stage === "lapsed" && email.includes("two"));
  expect(wanted.length).toBeGreaterThan(50);
  expect(await ids({ stage: "lapsed", segmentId, search: "two.ex" })).toEqual(wanted.map(({ id }) => id).toReversed());
});

test("a rare text is found however far back, and one or two letters begin a word", async () => {
  const rare = await contact({ firstName: "Zo", lastName: "Quist", email: "q@example.com" });
  await pool.query(
    `INSERT INTO contacts (shop_id, contact_id, email, created_at)
     SELECT $1, ('ffffffff-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 'dozo' || i || '@example.com', now()
     FROM generate_series(1, 6000) i`,
    [shopId],
  );
  expect(await found("quist")).toEqual([rare]);
  expect(await found("zo")).toEqual([rare]);
  expect(await found("zo q")).toEqual([rare]);
  expect(await found("quits")).toEqual([]);
  expect(await found("dozo")).toHaveLength(50);
});

/** Everybody whom a filter lets through, from the first page to the last. */
async function ids(filter: ContactFilter): Promise<string[]> {
  const pages: string[] = [];
  for (let before: string | null | undefined; before !== null; ) {
    const page: ContactPage = await contactPage(shopId, filter, { before });
    pages.push(...page.contacts.map(({ contactId }) => contactId));
    before = page.next;
  }
  return pages;
}

async function found(search: string): Promise<string[]> {
  return (await contactPage(shopId, { search }, {})).contacts.map(({ contactId }) => contactId);
}

interface Person {
  readonly shopId?: number;
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly email: string;
}

async function contact(person: Person): Promise<string> {
  const contactId = uuid();
  await pool.query(
    `INSERT INTO contacts (shop_id, contact_id, first_name, last_name, email, created_at) VALUES ($1, $2, $3, $4, $5, now())`,
    [person.shopId ?? shopId, contactId, person.firstName ?? null, person.lastName ?? null, person.email],
  );
  return contactId;
}
