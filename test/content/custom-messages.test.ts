import { sampleCart } from "emails/sample/inputs";
import { expect, test } from "vitest";
import { compileTemplate } from "~/content/compile";
import { type CustomMessage, type MessageAudience, messagesFor, type Recipient } from "~/content/custom-messages";
import { shippedSettings } from "~/content/settings";
import { lanternLane } from "./lantern-lane";

const anybody: MessageAudience = { stages: [], segmentIds: [], places: [], orders: "any" };
const ada: Recipient = { stage: "loyal", segmentIds: ["s1"], country: "CA", region: "BE", ordersCount: 3 };

const isShown = (audience: Partial<MessageAudience>, recipient: Partial<Recipient> = {}): boolean =>
  messagesFor([{ id: "a", for: { ...anybody, ...audience }, texts: { en: "Hi" } }], { ...ada, ...recipient }).length >
  0;

test.each<[string, Partial<MessageAudience>, Partial<Recipient>, boolean]>([
  ["their stage", { stages: ["new", "loyal"] }, {}, true],
  ["another stage", { stages: ["new"] }, {}, false],
  ["a segment of theirs", { segmentIds: ["s2", "s1"] }, {}, true],
  ["another segment", { segmentIds: ["s2"] }, {}, false],
  ["their country", { places: ["DE", "CA"] }, {}, true],
  ["their region", { places: ["CA-BE"] }, {}, true],
  ["another region of their country", { places: ["CA-QC"] }, {}, false],
  ["a region of the same code elsewhere", { places: ["CA-BE"] }, { country: "CH" }, false],
  ["a country, when theirs is not known", { places: ["CA"] }, { country: null }, false],
  ["those who never ordered", { orders: "never" }, { ordersCount: 0 }, true],
  ["first buyers", { orders: "once" }, { ordersCount: 1 }, true],
  ["first buyers, when they came again", { orders: "once" }, {}, false],
  ["returning buyers", { orders: "again" }, {}, true],
  ["all that is asked", { stages: ["loyal"], places: ["CA"], orders: "again", segmentIds: ["s1"] }, {}, true],
  ["all but one thing that is asked", { stages: ["loyal"], places: ["CA"], orders: "once" }, {}, false],
])("a message for %s", (_whom, audience, recipient, shown) => {
  expect(isShown(audience, recipient)).toBe(shown);
});

test("only whom a message is for reads it, in its language, in the HTML and in the text", async () => {
  const messages: CustomMessage[] = [
    {
      id: "loyal",
      for: { ...anybody, stages: ["loyal"] },
      texts: { en: "Thank you, {{ first_name }} <3", de: "Danke" },
    },
    { id: "swiss", for: { ...anybody, places: ["CH"] }, texts: { en: "We ship to Switzerland" } },
  ];
  const settings = { ...shippedSettings("checkout-reminder"), messages };
  const said = async (ids: readonly string[], language: "en" | "de" = "en") => {
    const { render } = await compileTemplate("checkout-reminder", lanternLane, language, undefined, settings);
    const { html, text } = render({ ...sampleCart, messages: ids });
    const known = ["Thank you, Maya <3", "Danke", "We ship to Switzerland"];
    const inText = known.filter((one) => text.includes(one));
    expect(known.filter((one) => html.includes(one.replace("<", "&lt;")))).toEqual(inText);
    return inText;
  };
  expect(await said([])).toEqual([]);
  expect(await said(["loyal"])).toEqual(["Thank you, Maya <3"]);
  expect(await said(["swiss", "loyal"])).toEqual(["Thank you, Maya <3", "We ship to Switzerland"]);
  expect(await said(["swiss", "loyal"], "de")).toEqual(["Danke"]);
  expect(await said(["gone"])).toEqual([]);
});
