import { describe, expect, it } from "vitest";
import { type ConsentFact, consentOf, isEcho } from "~/contacts/consent";
import type { ConsentState } from "~/events/event";

const day = (count: number) => new Date(Date.parse("2026-11-01T12:00:00Z") + count * 86_400_000);
const said = (state: ConsentState, on: number, email: string | null = "ada@example.com"): ConsentFact => ({
  state,
  at: day(on),
  source: "test",
  wording: null,
  email,
});

const ada = "ada@example.com";
const work = "ada@work.example";
/** Ada's own address since day 0; that of her work was shown to be hers on day 10. */
const addresses = new Map([
  [ada, day(0)],
  [work, day(10)],
]);
const stateOf = (facts: ConsentFact[], known = addresses) => consentOf(facts, known, ada)?.state ?? "nothing said";

describe("within one address", () => {
  it("the newest word holds, of two of one moment the stricter", () => {
    const one = new Map([[ada, day(5)]]);
    expect(stateOf([said("UNSUBSCRIBED", 1), said("SUBSCRIBED", 2)], one)).toBe("SUBSCRIBED");
    expect(stateOf([said("SUBSCRIBED", 2), said("UNSUBSCRIBED", 2)], one)).toBe("UNSUBSCRIBED");
    expect(stateOf([], one)).toBe("nothing said");
  });
});

describe("when two contacts become one", () => {
  it("the stricter of their states holds, whichever is newer", () => {
    expect(stateOf([said("SUBSCRIBED", 3), said("UNSUBSCRIBED", 2, work)])).toBe("UNSUBSCRIBED");
    expect(stateOf([said("UNSUBSCRIBED", 2), said("SUBSCRIBED", 3, work)])).toBe("UNSUBSCRIBED");
  });

  it("what each had said before its own last word counts no more", () => {
    expect(stateOf([said("SUBSCRIBED", 3), said("UNSUBSCRIBED", 1, work), said("SUBSCRIBED", 2, work)])).toBe(
      "SUBSCRIBED",
    );
  });

  it("a yes to one address is none to the other, and silence takes nothing away", () => {
    expect(stateOf([said("SUBSCRIBED", 3, work)])).toBe("nothing said");
    expect(stateOf([said("SUBSCRIBED", 3)])).toBe("SUBSCRIBED");
  });

  it("a newer word of the one person holds over what either had said", () => {
    expect(stateOf([said("SUBSCRIBED", 3), said("UNSUBSCRIBED", 2, work), said("SUBSCRIBED", 11)])).toBe("SUBSCRIBED");
    expect(stateOf([said("SUBSCRIBED", 3), said("UNSUBSCRIBED", 11, work)])).toBe("UNSUBSCRIBED");
    expect(stateOf([said("SUBSCRIBED", 3), said("UNSUBSCRIBED", 4, null)])).toBe("UNSUBSCRIBED");
  });
});

it("Shopify's answer to our own write is no news; a newer word of the same state is", () => {
  const ours = { ...said("UNSUBSCRIBED", 1), at: new Date("2026-11-20T12:00:00.700Z") };
  const echo = { ...ours, source: "set in Shopify", at: new Date("2026-11-20T12:00:00Z") };
  expect(isEcho(echo, ours)).toBe(true);
  expect(isEcho({ ...echo, state: "SUBSCRIBED" }, ours)).toBe(false);
  expect(isEcho({ ...echo, at: new Date("2026-11-20T12:00:01Z") }, ours)).toBe(false);
  expect(isEcho({ ...echo, source: "ticked the box at checkout" }, ours)).toBe(false);
  expect(isEcho(echo, null)).toBe(false);
});
