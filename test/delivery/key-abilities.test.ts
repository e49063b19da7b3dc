import { expect, test } from "vitest";
import { keyAbilities, neededScopes } from "~/delivery/key-abilities";

test("a key with all that is needed can do all", () => {
  expect(keyAbilities(neededScopes).every(({ isGranted }) => isGranted)).toBe(true);
});

test("a key that may only send can do that alone, and each of the rest says what does not work", () => {
  const [sending, ...rest] = keyAbilities(["mail.send", "alerts.read"]);
  expect(sending?.isGranted).toBe(true);
  expect(rest.map(({ isGranted }) => isGranted)).toEqual([false, false, false]);
  for (const { without, where } of rest) expect([without.endsWith("."), where !== ""]).toEqual([true, true]);
});

test("half of what something needs is not enough", () => {
  const half = neededScopes.filter((scope) => scope !== "whitelabel.create");
  expect(
    keyAbilities(half)
      .filter(({ isGranted }) => !isGranted)
      .map(({ where }) => where),
  ).toEqual(["Sender Authentication"]);
});
