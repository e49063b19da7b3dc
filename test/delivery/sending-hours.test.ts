import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import { type HourSpan, hourIn, isWithin, nextOpening } from "~/delivery/sending-hours";

/** The next moment outside quiet hours, as a clock on the wall there shows it. */
const after = (zone: string, at: string, quiet: HourSpan) => {
  const open = nextOpening(zone, DateTime.fromISO(at, { zone }).toJSDate(), (hour) => !isWithin(hour, quiet));
  return open && DateTime.fromJSDate(open, { zone }).toISO({ suppressMilliseconds: true, suppressSeconds: true });
};

test.each<[HourSpan, readonly number[]]>([
  [{ from: 21, to: 8 }, [21, 22, 23, 0, 1, 2, 3, 4, 5, 6, 7]],
  [{ from: 13, to: 15 }, [13, 14]],
  [{ from: 0, to: 24 }, Array.from({ length: 24 }, (_, hour) => hour)],
  [{ from: 22, to: 24 }, [22, 23]],
  [{ from: 8, to: 8 }, []],
])("the hours of %j", (span, hours) => {
  const found = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => isWithin(hour, span));
  expect(found.sort()).toEqual([...hours].sort());
});

describe("quiet from 21 to 8 ends at eight by the clock on the wall", () => {
  const night = { from: 21, to: 8 };
  test.each([
    ["an evening", "Europe/Berlin", "2026-11-23T22:10", "2026-11-24T08:00+01:00"],
    ["a morning", "Europe/Berlin", "2026-11-23T07:59:59.999", "2026-11-23T08:00+01:00"],
    ["the night that lacks an hour", "Europe/Berlin", "2026-03-28T22:00", "2026-03-29T08:00+02:00"],
    ["the night that has one more", "Europe/Berlin", "2026-10-24T22:00", "2026-10-25T08:00+01:00"],
    ["spring in New York", "America/New_York", "2026-03-07T23:30", "2026-03-08T08:00-04:00"],
    ["autumn in New York", "America/New_York", "2026-11-01T01:30", "2026-11-01T08:00-05:00"],
    ["half an hour forward on Lord Howe", "Australia/Lord_Howe", "2026-10-03T21:00", "2026-10-04T08:00+11:00"],
    ["half an hour back on Lord Howe", "Australia/Lord_Howe", "2026-04-04T21:00", "2026-04-05T08:00+10:30"],
    ["a quarter past the world's hours", "Asia/Kathmandu", "2026-06-01T21:00", "2026-06-02T08:00+05:45"],
  ])("%s", (_what, zone, at, open) => {
    expect(after(zone, at, night)).toBe(open);
  });
});

describe("an edge inside an hour that is skipped or comes twice", () => {
  test("opens with the hour after the one that is skipped", () => {
    // Open from two: at two the clocks show three.
    expect(after("Europe/Berlin", "2026-03-29T00:30", { from: 0, to: 2 })).toBe("2026-03-29T03:00+02:00");
    expect(after("Australia/Lord_Howe", "2026-10-04T00:30", { from: 0, to: 2 })).toBe("2026-10-04T02:30+11:00");
  });

  test("a day on which the only open hour is skipped has none; the next day's is taken", () => {
    const allButTwo = { from: 3, to: 2 };
    expect(after("Europe/Berlin", "2026-03-29T00:30", allButTwo)).toBe("2026-03-30T02:00+02:00");
    expect(after("America/New_York", "2026-03-08T00:30", allButTwo)).toBe("2026-03-09T02:00-04:00");
  });

  test("the first of two hours of the same name opens", () => {
    expect(after("Europe/Berlin", "2026-10-25T01:30", { from: 0, to: 2 })).toBe("2026-10-25T02:00+02:00");
    expect(after("Australia/Lord_Howe", "2026-04-05T00:30", { from: 0, to: 1 })).toBe("2026-04-05T01:00+11:00");
  });
});

test("no hour is open: null, not a search without end", () => {
  expect(nextOpening("Europe/Berlin", new Date("2026-11-23T12:00:00Z"), () => false)).toBeNull();
});

test("a zone that there is not is an error", () => {
  expect(() => hourIn("Mars/Olympus", new Date())).toThrow("Mars/Olympus");
});

test("whatever the zone, time and hours: the moment found is open, and none before it is", () => {
  const zones = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Antarctica/Troll",
    "Asia/Kathmandu",
  ];
  const cases = fc.record({
    zone: fc.constantFrom(...zones),
    // Around the days on which clocks are changed as often as on all others together.
    day: fc.oneof(
      fc.constantFrom("2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01"),
      fc.integer({ min: 1, max: 28 }).map((day) => `2026-06-${String(day).padStart(2, "0")}`),
    ),
    minute: fc.integer({ min: -1_440, max: 1_440 }),
    quiet: fc.record({ from: fc.nat(23), to: fc.nat(24) }),
  });
  fc.assert(
    fc.property(cases, ({ zone, day, minute, quiet }) => {
      const at = DateTime.fromISO(day, { zone }).plus({ minutes: minute }).toJSDate();
      const isOpen = (hour: number) => !isWithin(hour, quiet);
      fc.pre(!isOpen(hourIn(zone, at)));
      const open = nextOpening(zone, at, isOpen);
      const shown = (time: number) => DateTime.fromMillis(time, { zone }).hour;
      if (!open) {
        expect(quiet).toEqual({ from: 0, to: 24 });
        return;
      }
      expect(open > at).toBe(true);
      expect(isOpen(shown(open.getTime()))).toBe(true);
      for (let time = at.getTime() + 60_000; time < open.getTime(); time += 60_000) {
        if (isOpen(shown(time)))
          throw new Error(`${new Date(time).toISOString()} was open before ${open.toISOString()}`);
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);
