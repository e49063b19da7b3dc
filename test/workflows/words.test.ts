import { describe, expect, it } from "vitest";
import type { Condition } from "~/workflows/condition";
import { conditions } from "~/workflows/conditions";
import { days, hasOrdered, not, on } from "~/workflows/define";
import { fittingAudience, fittingBranch } from "~/workflows/fitting-conditions";
import { presets } from "~/workflows/presets/presets";
import { allSteps } from "~/workflows/program";
import { triggerEvents } from "~/workflows/trigger-events";
import { conditionWords } from "~/workflows/words/condition-words";
import type { Names } from "~/workflows/words/names";
import { stepTitle } from "~/workflows/words/step-words";
import { exitWords, howOften, startsWhen } from "~/workflows/words/trigger-words";
import { everyKind } from "./every-kind";

const names: Names = {
  segments: new Map([["019ab000-0000-7000-8000-000000000001", "VIP"]]),
  products: new Map([["7", "Dune Table Lamp"]]),
  currency: "EUR",
};

describe("a condition", () => {
  const told: [Condition, string, string][] = [
    [{ is: "subscribed" }, "They agreed to marketing e-mails", "They have not agreed to marketing e-mails"],
    [hasOrdered, "They have ordered at least once", "They have ordered less often than once"],
    [{ is: "orders-count", op: "exactly", count: 0 }, "They have never ordered", "They have ordered before"],
    [
      { is: "in-segment", segmentId: "019ab000-0000-7000-8000-000000000001" },
      "They are in the segment “VIP”",
      "They are not in the segment “VIP”",
    ],
    [
      { is: "in-segment", segmentId: "019ab000-0000-7000-8000-000000000002" },
      "They are in the segment “that was removed”",
      "They are not in the segment “that was removed”",
    ],
    [{ is: "stage", of: ["at-risk", "lapsed"] }, "They are at risk or lapsed", "They are not at risk or lapsed"],
    [
      { is: "profile", field: "country", of: ["DE", "AT"] },
      "They are in Germany or Austria",
      "They are not in Germany or Austria",
    ],
    [
      { is: "field", field: "totalMinor", op: "at-least", value: 5000 },
      "The total is at least €50.00",
      "The total is less than €50.00",
    ],
    [
      { is: "field", field: "wanted", op: "is", value: "asked" },
      "They asked to be told",
      "It is not so that they asked to be told",
    ],
    [
      { is: "field", field: "properties.size", op: "contains", value: "XL" },
      "“size” contains “XL”",
      "“size” does not contain “XL”",
    ],
    [
      { is: "about-product", by: "product", of: ["7"] },
      "It is about “Dune Table Lamp”",
      "It is not about “Dune Table Lamp”",
    ],
    [
      { is: "clicked", step: "last-call" },
      "They clicked in the mail “last call”",
      "They did not click in the mail “last call”",
    ],
    [
      { is: "answered", step: "welcome", answer: "a-gift" },
      "They answered “a gift” in “welcome”",
      "They did not answer “a gift” in “welcome”",
    ],
    [
      { is: "happened", step: "delivery" },
      "What “delivery” waits for happened",
      "What “delivery” waits for did not happen in time",
    ],
  ];

  it.each(told)("%o is a sentence, and so is its opposite", (condition, words, opposite) => {
    if (condition.is === "not") throw new Error("the opposite is made here");
    expect(conditionWords(condition, names)).toBe(words);
    expect(conditionWords(not(condition), names)).toBe(opposite);
  });
});

it("each event that starts a workflow has words of its own", () => {
  const words = triggerEvents.map((event) =>
    startsWhen({ event, oneRunPer: "contact", restart: "never", where: [] }, names),
  );
  expect(new Set(words).size).toBe(triggerEvents.length);
});

it("what starts it is told with its filters, and how often", () => {
  const birthday = on("date.reached", {
    oneRunPer: "contact",
    restart: "never",
    again: days(300),
    where: [{ field: "date", op: "is", value: "birthday" }],
  });
  expect(startsWhen(birthday, names)).toBe("It is somebody's birthday");
  expect(howOften(birthday)).toBe("Once for each person, and again after 300 days");
  expect(startsWhen(everyKind.trigger, names)).toBe(
    "A shopper puts something in the cart, or changes it, where the total is at least €10.00",
  );
});

it("no preset is told by a name that only we use", () => {
  for (const definition of presets) {
    const told = [
      startsWhen(definition.trigger, names),
      ...definition.audience.map((one) => conditionWords(one, names)),
      ...definition.exits.map(exitWords),
      ...allSteps(definition.steps).map((step) => stepTitle(step, names)),
    ];
    for (const words of told) expect(words).toMatch(/^[A-Z][^_{}]*$/);
  }
});

describe("what may be asked", () => {
  it("of who gets it is nothing that comes only later", () => {
    const { kinds } = fittingAudience(everyKind);
    expect(kinds).toEqual(expect.arrayContaining(["subscribed", "something-in-it", "about-product", "field"]));
    for (const later of ["clicked", "opened", "answered", "happened"]) expect(kinds).not.toContain(later);
  });

  it("of a branch are the steps before it, in the ways of other forks too, and nothing of its start alone", () => {
    expect(fittingBranch(everyKind, "came")).toMatchObject({ mails: ["reminder"], waits: ["delivery"], questions: [] });
    const { kinds, mails, questions } = fittingBranch(everyKind, "lamps");
    expect(mails).toEqual(["reminder", "short-mail", "long-mail", "ask"]);
    expect(questions.map(({ step }) => step)).toEqual(["ask"]);
    expect(Object.keys(conditions)).toEqual(expect.arrayContaining([...kinds]));
    for (const atStart of ["online", "something-in-it"]) expect(kinds).not.toContain(atStart);
  });
});
