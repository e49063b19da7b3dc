import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressProblem, suggestionFor } from "~/contacts/address-quality";

describe("an address that cannot work", () => {
  it.each([
    ["ada@@example.com", "syntax"],
    ["ada..lovelace@example.com", "syntax"],
    [".ada@example.com", "syntax"],
    ["ada lovelace@example.com", "syntax"],
    ["ada@example.com>,eve@example.com", "syntax"],
    ["ada@-example.com", "syntax"],
    ["ada@192.168.0.1", "syntax"],
    [`${"a".repeat(65)}@example.com`, "syntax"],
    ["ada", "syntax"],
    ["ada@localhost", "no-domain-dot"],
    ["ada@gmail", "no-domain-dot"],
    ["ada@mailinator.com", "disposable"],
    ["ada@anything.mailinator.com", "disposable"],
    ["info@lantern-lane.example", "role"],
    ["support+shop@lantern-lane.example", "role"],
  ])("%s: %s", (email, problem) => {
    expect(addressProblem(email)).toBe(problem);
  });
});

describe("a mistyped provider", () => {
  it.each([
    ["gmial.com", "gmail.com"],
    ["gamil.com", "gmail.com"],
    ["gmai.com", "gmail.com"],
    ["gmaill.com", "gmail.com"],
    ["gnail.com", "gmail.com"],
    ["gmail.con", "gmail.com"],
    ["gmail.co", "gmail.com"],
    ["hotmial.com", "hotmail.com"],
    ["hotmail.cmo", "hotmail.com"],
    ["yaho.com", "yahoo.com"],
    ["outlok.com", "outlook.com"],
    ["iclod.com", "icloud.com"],
  ])("%s was meant to be %s", (written, meant) => {
    expect(addressProblem(`ada@${written}`)).toBe("typo");
    expect(suggestionFor(`ada@${written}`)).toBe(`ada@${meant}`);
  });
});

describe("an address that works is let through", () => {
  it.each([
    "ada@example.com",
    "ada+news@gmail.com",
    "o'neill_7@sub.example.co.uk",
    "bücher.freund@example.de",
    "ada@xn--bcher-kva.de",
    // Real providers that a looser eye takes for slips.
    ...[
      "ymail.com",
      "email.com",
      "mail.com",
      "gmx.com",
      "cloud.com",
      "hotmail.de",
      "outlook.fr",
      "yahoo.ca",
      "mailbox.org",
    ].map((domain) => `ada@${domain}`),
    ...["web.de", "me.com", "live.com", "t-online.de", "posteo.de", "fastmail.com", "live.cn"].map(
      (domain) => `ada@${domain}`,
    ),
    // A person's own choice of a name.
    ...["info@gmail.com", "paris@example.com", "family@smith.example", "informant@example.com"],
  ])("%s", (email) => {
    expect(addressProblem(email)).toBeNull();
  });

  it("never suggests a correction of a correction", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        const suggestion = suggestionFor(email.toLowerCase());
        expect(suggestion && suggestionFor(suggestion)).toBeNull();
      }),
    );
  });
});
