import { expect, it } from "vitest";
import { type Contact, newContact } from "~/contacts/contact";
import { mergedContact, survivorOf } from "~/contacts/merge";

const monday = new Date("2026-11-16T12:00:00Z");
const tuesday = new Date("2026-11-17T12:00:00Z");
const contact = (contactId: string, at: Date, changes: Partial<Contact> = {}): Contact => ({
  ...newContact(contactId, at),
  ...changes,
});

it("the survivor is the customer, else the older; two customers are never one", () => {
  const [guest, later] = [contact("a", monday), contact("b", tuesday)];
  const customer = contact("c", tuesday, { customerId: "1" });
  expect(survivorOf(guest, customer)).toBe(customer);
  expect(survivorOf(customer, guest)).toBe(customer);
  expect(survivorOf(later, guest)).toBe(guest);
  expect(() => survivorOf(customer, contact("d", monday, { customerId: "2" }))).toThrow("never one person");
});

it("of each field, tag and custom field the newest telling stays, whosever it was", () => {
  const survivor = contact("a", tuesday, {
    firstName: "Ada",
    country: "GB",
    tags: ["VIP"],
    custom: { size: "M", club: true },
    profileClock: { firstName: "2", country: "1", "tag:VIP": "1", "custom:size": "1", "custom:club": "3" },
  });
  const loser = contact("b", monday, {
    firstName: "A.",
    country: "DE",
    tags: ["wholesale"],
    custom: { size: "L" },
    profileClock: { firstName: "1", country: "2", "tag:VIP": "2", "tag:wholesale": "1", "custom:size": "2" },
  });
  expect(mergedContact(survivor, loser)).toMatchObject({
    contactId: "a",
    firstName: "Ada",
    country: "DE",
    tags: ["wholesale"],
    custom: { size: "L", club: true },
    createdAt: monday,
  });
});
