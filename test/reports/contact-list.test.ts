import { v7 as uuid } from "uuid";
import { beforeEach, expect, test } from "vitest";
import { pool } from "~/db.server";
import { contactPage } from "~/reports/contact-list";

const shopId = 1;

beforeEach(async () => {
  await pool.query("TRUNCATE contacts, events, messages");
});

test("forward and back again, each contact is seen once a way, the newest first", async () => {
  const made: string[] = [];
  for (let index = 0; index < 127; index += 1) made.push(await contact({ email: `p${index}@example.com` }));
  const newestFirst = made.toReversed();

  const forward: string[][] = [];
  let page = await contactPage(shopId, "", {});
  expect(page.previous).toBeNull();
  for (;;) {
    forward.push(page.contacts.map(({ contactId }) => contactId));
    if (page.next === null) break;
    page = await contactPage(shopId, "", { before: page.next });
  }
  expect(forward.flat()).toEqual(newestFirst);

  const back = [page.contacts.map(({ contactId }) => contactId)];
  while (page.previous !== null) {
    page = await contactPage(shopId, "", { after: page.previous });
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
  const { contacts } = await contactPage(shopId, "", {});
  expect(contacts).toMatchObject([{ contactId, sent: 1, lastSeenAt: null }]);
});

async function found(search: string): Promise<string[]> {
  return (await contactPage(shopId, search, {})).contacts.map(({ contactId }) => contactId);
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
