import { describe, expect, it } from "vitest";
import type { ImportedPerson } from "~/contacts/files/contact-row";
import { importedConsent, type KnownConsent } from "~/contacts/files/imported-consent";

const day = (date: number) => new Date(Date.UTC(2026, 10, date));
const came = day(20);
const says = (consent: ImportedPerson["consent"], consentAt: Date | null = null): ImportedPerson => ({
  email: "ada@example.com",
  firstName: null,
  lastName: null,
  country: null,
  region: null,
  city: null,
  locale: null,
  tags: [],
  consent,
  consentAt,
});
const is = (state: KnownConsent["state"], at: Date | null = null, suppressedSince: Date | null = null) => ({
  state,
  at,
  suppressedSince,
});
const yes = (at?: Date) => says("SUBSCRIBED", at);
const no = (at?: Date) => says("UNSUBSCRIBED", at);

describe("a file's word on consent", () => {
  it.each<[string, ImportedPerson, KnownConsent | null, object]>([
    ["a yes of somebody new counts from when the file came", yes(), null, { outcome: "taken", at: came }],
    ["a yes with its date counts from then", yes(day(3)), null, { outcome: "taken", at: day(3) }],
    ["a yes lifts nothing that somebody said never", yes(), is("NOT_SUBSCRIBED"), { outcome: "taken" }],
    ["a newer opt-out holds", yes(day(3)), is("UNSUBSCRIBED", day(5)), { outcome: "kept", because: "newer-word" }],
    [
      "an opt-out holds against a yes without a date",
      yes(),
      is("UNSUBSCRIBED", day(5)),
      { outcome: "kept", because: "undated" },
    ],
    ["a yes after the opt-out is taken", yes(day(7)), is("UNSUBSCRIBED", day(5)), { outcome: "taken", at: day(7) }],
    [
      "a suppression holds against any yes",
      yes(day(7)),
      is("UNSUBSCRIBED", day(5), day(5)),
      { outcome: "kept", because: "suppressed" },
    ],
    [
      "a suppressed stranger stays out",
      yes(),
      is("NOT_SUBSCRIBED", null, day(5)),
      { outcome: "kept", because: "suppressed" },
    ],
    ["the same again is nothing new", yes(), is("SUBSCRIBED", day(5)), { outcome: "nothing-new" }],
    ["the same, earlier, is nothing new", yes(day(3)), is("SUBSCRIBED", day(5)), { outcome: "nothing-new" }],
    ["an opt-out needs no date", no(), is("SUBSCRIBED", day(5)), { outcome: "taken", state: "UNSUBSCRIBED", at: came }],
    [
      "an opt-out before a newer yes changes nothing",
      no(day(3)),
      is("SUBSCRIBED", day(5)),
      { outcome: "kept", because: "newer-word" },
    ],
    ["an opt-out of a suppressed address is taken", no(), is("SUBSCRIBED", day(5), day(6)), { outcome: "taken" }],
    ["silence is no word", says(null), is("SUBSCRIBED", day(5)), { outcome: "nothing-new" }],
  ])("%s", (_what, person, known, expected) => {
    expect(importedConsent(person, known, came)).toMatchObject(expected);
  });
});
