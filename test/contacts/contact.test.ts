import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEvent, type Contact, newContact } from "~/contacts/contact";
import type { ConsentState, Event, Profile } from "~/events/event";

const start = new Date("2026-11-01T00:00:00Z");
const at = (minute: number) => new Date(start.getTime() + minute * 60_000);

const frame = (minute: number) => ({
  eventId: "e",
  occurredAt: at(minute),
  sourceOrder: at(minute).toISOString(),
  identity: {
    customerId: "1",
    email: "ada@example.com",
    checkoutToken: null,
    cartToken: null,
    visitorId: null,
    contactId: null,
  },
});

function consent(minute: number, state: ConsentState): Event {
  return {
    ...frame(minute),
    name: "consent.changed",
    profile: {},
    data: { state, at: at(minute).toISOString(), source: "test" },
  };
}

function told(minute: number, profile: Profile): Event {
  return { ...frame(minute), name: "customer.updated", profile, data: {} };
}

const after = (events: readonly Event[]) => events.reduce<Contact>(applyEvent, newContact("c", start));

describe("what a contact agreed to", () => {
  it("is the newest word, whenever it arrives", () => {
    expect(after([consent(2, "UNSUBSCRIBED"), consent(1, "SUBSCRIBED")])).toMatchObject({
      consent: "UNSUBSCRIBED",
      consentAt: at(2),
    });
    expect(after([consent(1, "UNSUBSCRIBED"), consent(2, "SUBSCRIBED")])).toMatchObject({
      consent: "SUBSCRIBED",
      consentAt: at(2),
    });
  });

  it("is the stricter of two words of one moment", () => {
    expect(after([consent(1, "SUBSCRIBED"), consent(1, "UNSUBSCRIBED")]).consent).toBe("UNSUBSCRIBED");
    expect(after([consent(1, "UNSUBSCRIBED"), consent(1, "SUBSCRIBED")]).consent).toBe("UNSUBSCRIBED");
  });

  it("nobody has agreed of whom nothing is known", () => {
    expect(newContact("c", start).consent).toBe("NOT_SUBSCRIBED");
  });
});

describe("what is told of a contact", () => {
  it("the newer telling wins; an older one fills only what is empty; nothing told erases nothing", () => {
    const contact = after([
      told(5, { firstName: "Ada", country: null }),
      told(3, { firstName: "A.", lastName: "Lovelace", country: "GB" }),
      told(7, { firstName: null }),
    ]);
    expect(contact).toMatchObject({ firstName: "Ada", lastName: "Lovelace", country: "GB", profileAt: at(7) });
  });
});

it("duplicates and disorder end in the same consent", () => {
  const states: ConsentState[] = ["SUBSCRIBED", "UNSUBSCRIBED", "PENDING", "NOT_SUBSCRIBED", "REDACTED", "INVALID"];
  const events = fc.array(
    fc
      .record({ minute: fc.integer({ min: 0, max: 5 }), state: fc.constantFrom(...states) })
      .map(({ minute, state }) => consent(minute, state)),
    { minLength: 1, maxLength: 8 },
  );
  const shuffled = events.chain((list) =>
    fc.tuple(
      fc.constant(list),
      fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2, maxLength: list.length * 2 }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([inOrder, inDisorder]) => {
      const [one, other] = [after(inOrder), after(inDisorder)];
      expect([other.consent, other.consentAt]).toEqual([one.consent, one.consentAt]);
    }),
  );
});
