import { HtmlValidate } from "html-validate";

const validator = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: {
    // Outlook lays out by tables with align, bgcolor and cellpadding, in conditional comments, with style attributes.
    "no-deprecated-attr": "off",
    "no-conditional-comment": "off",
    "no-inline-style": "off",
    // MJML writes these: a lower-case doctype, <img />, role="presentation" and role="article" with "email" as its description.
    "doctype-style": "off",
    "void-style": "off",
    "presentation-role-style": "off",
    "prefer-native-element": "off",
    // A title repeats the subject, which has its own limit.
    "long-title": "off",
  },
});

/** What a validator finds wrong in a mail's HTML. */
export async function faultsIn(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`));
}
