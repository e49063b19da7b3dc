type Value = (key: string) => string;

/** What a step did beside a mail, in a sentence that a merchant reads; `kind` as the effect's row has it. */
export function doneWords(kind: string, value: Value): string {
  switch (kind) {
    case "field":
      return value("to") === ""
        ? `The field “${value("field")}” was emptied.`
        : `The field “${value("field")}” was set to “${value("to")}”.`;
    case "tag":
      return `The tag “${value("tag")}” was ${value("on") === "true" ? "added" : "removed"}.`;
    case "sunset":
      return "Gets no marketing mails from now on, until they order, click or agree anew.";
    case "webhook":
      return `${value("host")} was told, and answered ${value("status")}.`;
    case "flow":
      return "Shopify Flow was told.";
    default:
      return "Done.";
  }
}

/** What a step could not do beside a mail, and why. */
export function failedWords(kind: string, value: Value): string {
  const why = value("error").replace(/\.$/, "") || "no reason is known";
  switch (kind) {
    case "field":
      return `The field “${value("field")}” could not be set: ${why}.`;
    case "tag":
      return `The tag “${value("tag")}” could not be ${value("on") === "true" ? "added" : "removed"}: ${why}.`;
    case "sunset":
      return `Marketing mails could not be stopped: ${why}.`;
    case "webhook":
      return `${value("host") || "A web address"} could not be told: ${why}.`;
    case "flow":
      return `Shopify Flow was not told: ${why}.`;
    default:
      return `Not done: ${why}.`;
  }
}
