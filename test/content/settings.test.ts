import { describe, expect, test } from "vitest";
import { readSettings, shippedSettings, storedSettings } from "~/content/settings";
import type { TemplateKey } from "~/content/templates";

/** What is wrong with a template's settings, by its place. */
function errorsOf(key: TemplateKey, changes: object): Readonly<Record<string, string>> {
  const read = readSettings(key, { ...shippedSettings(key), ...changes });
  return read.ok ? {} : read.errors;
}

const inEnglish = (texts: object) => ({ texts: { en: texts } });
const everybody = { stages: [], segmentIds: [], places: [], orders: "any" };
const message = (changes: object) => ({
  id: "a",
  for: { ...everybody, orders: "again" },
  texts: { en: "Hi" },
  ...changes,
});

describe("a template's settings", () => {
  test.each([
    ["a heading without words", inEnglish({ heading: " " }), "texts.en.heading", "The heading is empty."],
    [
      "a tag that nobody knows",
      inEnglish({ action: "{{ email }}" }),
      "texts.en.action",
      "{{ email }} is not known here.",
    ],
    ["Liquid", inEnglish({ heading: "{% if x %}y{% endif %}" }), "texts.en.heading", "Braces are only for"],
    ["a control character", inEnglish({ subject: "Hi\r\nBcc: x@y.example" }), "texts.en.subject", "must be one line"],
    ["a private character", inEnglish({ heading: "Hi \ue001" }), "texts.en.heading", "must be one line"],
    [
      "a paragraph that is too long",
      inEnglish({ paragraphs: ["fine", "x".repeat(401)] }),
      "texts.en.paragraphs.1",
      "Paragraph 2 has 401 characters",
    ],
    [
      "too many paragraphs",
      inEnglish({ paragraphs: Array(7).fill("x") }),
      "texts.en.paragraphs",
      "At most 6 paragraphs.",
    ],
    ["too many tags", inEnglish({ heading: "{{ shop }}".repeat(6) }), "texts.en.heading", "more than 5 places"],
    ["a text that this mail does not show", inEnglish({ question: "Why?" }), "texts.en.question", "shows no such text"],
    [
      "a tag of which this mail knows nothing",
      inEnglish({ heading: "{{ order }}" }),
      "texts.en.heading",
      "{{ order }} is not known here.",
    ],
    ["a field that is none", inEnglish({ html: "<b>" }), "texts.en", "Unrecognized key"],
    ["a language that no mail is written in", { texts: { xx: {} } }, "texts", "Unrecognized key"],
    ["no products", { products: 0 }, "products", "At least 1"],
    ["half a product", { products: 1.5 }, "products", "whole number"],
    ["too many products", { products: 9 }, "products", "At most 8."],
    ["a block twice", { blocks: ["ask", "ask"] }, "blocks", "twice"],
    ["a message for everybody", { messages: [message({ for: everybody })] }, "messages.0.for", "Say whom it is for."],
    ["a message without words", { messages: [message({ texts: {} })] }, "messages.0.texts", "Write something."],
    [
      "a message with markup of ours",
      { messages: [message({ texts: { de: "{{ x }}" } })] },
      "messages.0.texts.de",
      "{{ x }} is not known",
    ],
    [
      "a place that is none",
      { messages: [message({ for: { ...everybody, places: ["Berlin"] } })] },
      "messages.0.for.places.0",
      "two capital letters",
    ],
    ["the same message twice", { messages: [message({}), message({})] }, "messages.1", "there twice"],
    ["a message's id that is Liquid", { messages: [message({ id: "a' %}" })] }, "messages.0.id", ""],
  ])("are refused for %s, at its place", (_what, changes, place, reason) => {
    expect(errorsOf("checkout-reminder", changes)[place]).toContain(reason);
  });

  test("cannot put into a mail what its kind does not allow", () => {
    expect(errorsOf("order-confirmation", { blocks: ["picks"] })).toEqual({
      blocks: "This mail cannot show recommended products.",
    });
    expect(errorsOf("order-confirmation", { hero: "category" })).toEqual({
      hero: "This mail has no place for that picture.",
    });
    expect(errorsOf("welcome", { blocks: ["cart"] })).toEqual({ blocks: "This mail cannot show what is in the cart." });
  });

  test("cannot take from a mail what it is about", () => {
    expect(errorsOf("welcome-picks", { blocks: ["ask"] })).toEqual({
      blocks: "This mail makes no sense without recommended products.",
    });
  });

  test("tell all that is wrong at once", () => {
    const errors = errorsOf("checkout-help", inEnglish({ heading: "", action: "{{ x }}" }));
    expect(Object.keys(errors).sort()).toEqual(["texts.en.action", "texts.en.heading"]);
    const both = errorsOf("checkout-help", {
      ...inEnglish({ heading: "{{ x }}" }),
      messages: [message({ texts: {} })],
    });
    expect(Object.keys(both).sort()).toEqual(["messages.0.texts", "texts.en.heading"]);
  });
});

describe("stored settings", () => {
  test("are read as they were stored", () => {
    const settings = { ...shippedSettings("checkout-help"), isSigned: false, texts: { de: { heading: "Hallo" } } };
    expect(storedSettings("checkout-help", JSON.parse(JSON.stringify(settings)))).toEqual(settings);
  });

  test("of another version of the app lose only what no longer fits", () => {
    const shipped = shippedSettings("welcome");
    const stored = { ...shipped, blocks: ["carousel"], hero: "video", isSigned: false, later: 1 };
    expect(storedSettings("welcome", stored)).toEqual({ ...shipped, isSigned: false });
    expect(storedSettings("welcome", "nonsense")).toEqual(shipped);
  });
});
