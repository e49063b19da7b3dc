import { db } from "~/db.server";
import { contactPage } from "./contact-list";
import { contactName } from "./contact-profile";

/** Somebody to choose: what they are called, and with whom they are not to be confused. */
export interface ContactChoice {
  readonly contactId: string;
  readonly name: string;
}

/** Few enough to be read; typing finds the rest. */
const MOST = 8;

/** Contacts whose name or e-mail holds `search`, the newest first; the newest of all for an empty one. */
export async function contactChoices(shopId: number, search: string): Promise<ContactChoice[]> {
  const { contacts } = await contactPage(shopId, { search: search || undefined }, {});
  return contacts.slice(0, MOST).map(choiceOf);
}

/** One contact; null when the shop has no such contact. */
export async function contactNamed(shopId: number, contactId: string): Promise<ContactChoice | null> {
  const contact = await db.contact.findUnique({ where: { shopId_contactId: { shopId, contactId } } });
  return contact && contact.mergedInto === null ? choiceOf(contact) : null;
}

interface Named {
  readonly contactId: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
}

function choiceOf({ contactId, firstName, lastName, email }: Named): ContactChoice {
  const name = contactName(firstName, lastName, email);
  return { contactId, name: email === null || name === email ? name : `${name}, ${email}` };
}
