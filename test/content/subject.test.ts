import { phrases } from "emails/phrases/phrases";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fillSubject, LONGEST_SUBJECT, parseSubject } from "~/content/subject";

const maya = { firstName: "Maya", product: "Brass Lantern", order: "#1042", shop: "Lantern & Lane", sender: "Mara" };

function filled(text: string, values: Partial<Record<keyof typeof maya, string | null>> = {}): string {
  const parsed = parseSubject(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return fillSubject(
    parsed.subject,
    { ...maya, ...values, shop: values.shop ?? maya.shop, sender: values.sender ?? maya.sender },
    phrases.en,
  );
}

function reasonAgainst(text: string): string | null {
  const parsed = parseSubject(text);
  return parsed.ok ? null : parsed.reason;
}

describe("a merchant's subject", () => {
  test("has its merge tags filled in, however they are spaced", () => {
    expect(filled("{{ first_name }}, your {{product}} waits at {{  shop  }}")).toBe(
      "Maya, your Brass Lantern waits at Lantern & Lane",
    );
  });

  test.each([
    ["Hi {{ first_name }}", "Hi"],
    ["Good morning, {{ first_name }}!", "Good morning!"],
    ["{{ first_name }}, look at {{ product }}", "Look at Brass Lantern"],
    ["{{ first_name }}さま、{{ product }}です", "さま、Brass Lanternです"],
    ["{{ first_name }}", "Lantern & Lane"],
  ])("says nobody's name when it is missing, or is an advertisement: %s", (text, said) => {
    for (const firstName of [null, "  ", "WIN at spam.example"]) expect(filled(text, { firstName })).toBe(said);
  });

  test("cuts a long product title and does without a missing one", () => {
    const title = "Hand-thrown stoneware serving platter with a reactive glaze, extra large";
    expect(filled("{{ product }}", { product: title })).toBe(
      "Hand-thrown stoneware serving platter with a reactive glaze…",
    );
    expect(filled("You left {{ product }}", { product: null })).toBe("You left what you liked");
  });

  test.each([
    [
      "{{ email }}",
      "{{ email }} is not known here. What can be filled in: {{ first_name }}, {{ product }}, {{ order }}, {{ shop }} and {{ sender }}.",
    ],
    ["{{ product | upcase }}", "{{ product | upcase }} is not known here."],
    ["{{ __proto__ }}", "{{ __proto__ }} is not known here."],
    ["{% if true %}yes{% endif %}", "Braces are only for what is filled in"],
    ["{{ first_name", "Braces are only for what is filled in"],
    ["{{ {{ product }} }}", "Braces are only for what is filled in"],
    ["  ", "The subject is empty."],
    ["Hi\r\nBcc: everyone@shop.example", "The subject must be one line without control characters."],
    ["x".repeat(LONGEST_SUBJECT + 1), "The subject has 151 characters; at most 150 are possible."],
  ])("is refused with its reason: %s", (text, reason) => {
    expect(reasonAgainst(text)).toContain(reason);
  });

  test("may hold single braces, percent signs and any script", () => {
    expect(filled("20 % {ja} für {{ first_name }} 🕯")).toBe("20 % {ja} für Maya 🕯");
  });

  test("is always one line without control characters, whatever fills it", () => {
    const anything = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(anything, anything, anything, (firstName, product, shop) => {
        const subject = filled("A {{ first_name }} {{ product }} {{ shop }} Z", { firstName, product, shop });
        expect(subject).toMatch(/^A .*Z$/u);
        expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029\u202e]/u);
      }),
    );
  });
});
