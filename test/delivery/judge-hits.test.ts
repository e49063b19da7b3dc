import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Hit, type HitMail, judgeHits } from "~/delivery/judge-hits";
import { TRAP } from "~/delivery/link-hits";
import { noon } from "./a-shop";

const mail: HitMail = { links: 9, arrivedAt: noon };

const phone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";
const desktop =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
/** A gateway that hides behind an old browser's name. */
const disguised =
  "Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/79.0.3945.88 Safari/537.36";

type Told = Partial<Omit<Hit, "at" | "hitId">> & { readonly after: number };

/** Hits so many seconds after the mail's arrival. */
const hits = (...told: readonly Told[]): Hit[] =>
  told.map(({ after, ...hit }, index) => ({
    hitId: String(index),
    link: 0,
    method: "GET",
    agent: phone,
    ...hit,
    at: new Date(noon.getTime() + after * 1_000),
  }));

/** The places in a trace of what was taken for a person's. */
const persons = (trace: readonly Hit[], of: HitMail = mail) =>
  judgeHits(of, trace).flatMap(({ hitId, why }) => (why === null ? [Number(hitId)] : []));

const allLinks = Array.from({ length: 9 }, (_, link) => link);
/** As Barracuda and Defender do: the head of every link, then every link, the hidden one too, within two seconds. */
const scan = (agent: string, from = 0.2): Told[] => [
  ...[...allLinks, TRAP].map((link, index) => ({ after: from + index * 0.05, link, method: "HEAD", agent })),
  ...[...allLinks, TRAP].map((link, index) => ({ after: from + 0.8 + index * 0.08, link, agent })),
];

describe("a scanner's visit holds no person", () => {
  test.each<[string, readonly Told[], HitMail?]>([
    ["that names itself", scan("BarracudaCentral/1.0")],
    ["that hides behind a browser's name", scan(disguised)],
    ["long after the arrival", scan(disguised, 600)],
    ["before SendGrid says that it arrived", scan(disguised, -30)],
    ["that sees through hidden links", allLinks.map((link) => ({ after: 30 + link * 0.2, link, agent: disguised }))],
    ["that takes its time", allLinks.map((link) => ({ after: 30 + link * 1.5, link, agent: disguised }))],
    ["of a mail with two links", [0, 1].map((link) => ({ after: 30 + link * 0.4, link })), { ...mail, links: 2 }],
    ["of one link, within seconds", [{ after: 3, agent: disguised }]],
    [
      "of one link, its head first",
      [
        { after: 30, method: "HEAD", agent: disguised },
        { after: 30.4, agent: disguised },
      ],
    ],
    [
      "with long pauses, into the hidden link",
      [
        { after: 20, link: 0, agent: disguised },
        { after: 32, link: TRAP, agent: disguised },
        { after: 44, link: 2, agent: disguised },
      ],
    ],
    ["without any name", [{ after: 60, agent: " " }]],
    [
      "by a tool",
      [
        { after: 60, agent: "python-requests/2.32" },
        { after: 90, agent: "curl/8.9.1" },
      ],
    ],
    ["by a gateway", [{ after: 3_600, agent: "Mozilla/5.0 (Windows; Proofpoint URL Defense)" }]],
    [
      "by a crawler",
      [{ after: 86_400, agent: "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)" }],
    ],
    ["of a mail whose arrival nobody told", scan(disguised), { links: 9, arrivedAt: null }],
  ])("%s", (_what, trace, of) => {
    expect(persons(hits(...trace), of)).toEqual([]);
  });
});

describe("a person loses no click", () => {
  test.each<[string, readonly Told[], readonly number[]]>([
    ["eight seconds after the arrival", [{ after: 8 }], [0]],
    [
      "on two links in three seconds",
      [
        { after: 40, link: 2 },
        { after: 43, link: 5 },
      ],
      [0, 1],
    ],
    [
      "on two links in a second and a half",
      [
        { after: 40, link: 2 },
        { after: 41.5, link: 5 },
      ],
      [0, 1],
    ],
    ["twice on one link", [{ after: 40 }, { after: 40.3 }], [0, 1]],
    [
      "opening three products in tabs",
      [2, 3, 4].map((link, index) => ({ after: 60 + index * 1.6, link, agent: desktop })),
      [0, 1, 2],
    ],
    ["days later", [{ after: 3 * 86_400, agent: desktop }], [0]],
    ["reading all of it, link by link", allLinks.map((link) => ({ after: 60 + link * 20, link })), allLinks],
    ["after a scanner's visit", [...scan(disguised), { after: 8 }], [20]],
    [
      "after a scanner that names itself",
      [...scan("BarracudaCentral/1.0"), { after: 9, link: 4, agent: desktop }],
      [20],
    ],
    ["before a scanner looks in anew", [{ after: 30 }, ...scan(disguised, 60)], [0]],
    ["whose own protection asks first", [{ after: 30, method: "HEAD", agent: disguised }, { after: 30.5 }], [1]],
  ])("%s", (_what, trace, expected) => {
    expect(persons(hits(...trace))).toEqual(expected);
  });

  test.each([
    [
      "Gmail on a phone",
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/330.0.671267233 Mobile/15E148 Safari/604.1",
    ],
    [
      "a view within an app",
      "Mozilla/5.0 (Linux; Android 14; SM-S911B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36",
    ],
    [
      "a phone by the name of Cubot",
      "Mozilla/5.0 (Linux; Android 12; CUBOT NOTE 20) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/110.0.0.0 Mobile Safari/537.36",
    ],
    [
      "a browser with its own protection",
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Avast/120.0",
    ],
    ["Outlook", "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; Microsoft Outlook 16.0.5182; ms-office)"],
    ["Firefox", "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"],
  ])("by %s", (_what, agent) => {
    expect(persons(hits({ after: 60, agent }))).toEqual([0]);
  });
});

test("says why, in a merchant's words", () => {
  const why = (trace: readonly Hit[], of: HitMail = mail) => judgeHits(of, trace).map((one) => one.why);
  expect(why(hits({ after: 2 }))).toEqual(["it was followed within 5 seconds of the mail’s arrival"]);
  expect(why(hits({ after: -2 }))).toEqual(["it was followed before the mail had arrived"]);
  expect(why(hits({ after: 60, agent: "BarracudaCentral/1.0" }))).toEqual(["the program calls itself Barracuda"]);
  expect(new Set(why(hits(...scan(disguised))))).toEqual(
    new Set(["the hidden link was followed too, which no reader sees"]),
  );
});

test("every hit gets one verdict, in whatever order they are given, and a lone reader's are all a person's", () => {
  const told: fc.Arbitrary<Told> = fc.record({
    after: fc.double({ min: -60, max: 4_000, noNaN: true }),
    link: fc.integer({ min: TRAP, max: 8 }),
    method: fc.constantFrom("GET", "HEAD"),
    agent: fc.constantFrom(phone, desktop, disguised, "BarracudaCentral/1.0", ""),
  });
  fc.assert(
    fc.property(fc.array(told, { maxLength: 30 }), fc.infiniteStream(fc.nat()), (trace, keys) => {
      const inOrder = hits(...trace);
      const verdicts = (given: readonly Hit[]) =>
        Object.fromEntries(judgeHits(mail, given).map(({ hitId, why }) => [hitId, why]));
      const shuffled = inOrder
        .map((hit) => ({ hit, key: keys.next().value }))
        .sort((one, other) => one.key - other.key)
        .map(({ hit }) => hit);
      expect(Object.keys(verdicts(inOrder))).toHaveLength(trace.length);
      // Of two hits at the very same moment either may be the first.
      if (new Set(trace.map(({ after }) => Math.round(after * 1_000))).size === trace.length) {
        expect(verdicts(shuffled)).toEqual(verdicts(inOrder));
      }
    }),
  );
  const calm = fc.array(fc.record({ pause: fc.double({ min: 1.1, max: 500, noNaN: true }), link: fc.nat(8) }), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(calm, (clicks) => {
      let after = 5;
      const trace = clicks.map(({ pause, link }) => {
        after += pause;
        return { after, link };
      });
      expect(persons(hits(...trace))).toHaveLength(trace.length);
    }),
  );
});
