import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { greetingName, oneLine, shortened, webUrl } from "~/content/safe-text";

describe("webUrl", () => {
  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//shop.example/p",
    "/products/lantern",
    "",
  ])("leaves out %j", (url) => {
    expect(webUrl(url)).toBeNull();
  });

  test("keeps http and https with their query as they are", () => {
    const url = "https://shop.example/checkouts/c/1?key=a%2Fb&locale=de-DE#x";
    expect(webUrl(url)).toBe(url);
    expect(webUrl("http://127.0.0.1:4100/p")).toBe("http://127.0.0.1:4100/p");
  });
});

describe("greetingName", () => {
  test.each(["Maya", "Anne-Marie", "O'Neill", "Dr. Anna", "J.R.", "李雷", "Zoë"])("greets %s", (name) => {
    expect(greetingName(name)).toBe(name);
  });

  test.each([
    "Win https://spam.example",
    "spam.example",
    "www.spam",
    "me@spam.example",
    "</td>{{ x }}<script>",
    "a".repeat(41),
    " \n ",
    "",
  ])("does not greet %j", (name) => {
    expect(greetingName(name)).toBeNull();
  });
});

describe("oneLine", () => {
  test("takes out line breaks, controls and marks that turn the reading direction around", () => {
    expect(oneLine(" Brass\r\n\tlantern\u0000 \u202egpj.exe\u2028x ")).toBe("Brass lantern gpj.exe x");
  });

  test("changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(oneLine(oneLine(text))).toBe(oneLine(text));
      }),
    );
  });
});

test("shortened never cuts a character in half", () => {
  expect(shortened("🕯🕯🕯🕯", 3)).toBe("🕯🕯…");
  expect(shortened("🕯🕯🕯", 3)).toBe("🕯🕯🕯");
});
