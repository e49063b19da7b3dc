import fc from "fast-check";
import { expect, test } from "vitest";
import { heldState, providerStates, type ToldState } from "~/delivery/provider-state";

const told = fc.record({
  state: fc.constantFrom(...providerStates),
  at: fc.integer({ min: 0, max: 5 }).map((seconds) => new Date(seconds * 1_000)),
});

const hold = (states: readonly ToldState[]) => states.reduce<ToldState | null>(heldState, null);

test("in whatever order and however often it is told, the same holds", () => {
  fc.assert(
    fc.property(
      fc
        .array(told, { minLength: 1, maxLength: 6 })
        .chain((states) =>
          fc.tuple(
            fc.constant(states),
            fc.shuffledSubarray([...states, ...states], { minLength: states.length * 2, maxLength: states.length * 2 }),
          ),
        ),
      ([states, retold]) => {
        expect(hold(retold)).toEqual(hold(states));
      },
    ),
  );
});

test.each<[string, [ToldState["state"], number][], ToldState["state"]]>([
  [
    "a mail that was put off and came",
    [
      ["processed", 0],
      ["deferred", 1],
      ["delivered", 2],
    ],
    "delivered",
  ],
  [
    "a late word of what was before",
    [
      ["delivered", 2],
      ["processed", 1],
    ],
    "delivered",
  ],
  [
    "a clock that runs ahead on the way",
    [
      ["delivered", 2],
      ["processed", 3],
    ],
    "delivered",
  ],
  [
    "a mail that came and was sent back later",
    [
      ["delivered", 2],
      ["bounced", 60],
    ],
    "bounced",
  ],
  [
    "all in one second",
    [
      ["bounced", 0],
      ["processed", 0],
    ],
    "bounced",
  ],
])("%s", (_case, states, held) => {
  expect(hold(states.map(([state, seconds]) => ({ state, at: new Date(seconds * 1_000) })))?.state).toBe(held);
});
