// Controls, line and paragraph separators, and the marks that turn the reading direction around.
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const UNPRINTABLE_RUNS = /[\p{Cc}\s\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;
const NOT_A_NAME = /[<>{}@/\\]|www\.|\.\p{L}{2,}/iu;
const LONGEST_NAME = 40;

/** `text` on one line: without control characters, line breaks or marks that reverse the reading direction. */
export function oneLine(text: string): string {
  return (UNPRINTABLE.test(text) ? text.replace(UNPRINTABLE_RUNS, " ") : text).trim();
}

/**
 * The first name to greet with, or null. Anybody can begin a checkout with somebody else's address,
 * and then "Win a prize at spam.example" as a first name would go out in the shop's own mail: what
 * holds a link, markup or more than 40 characters is not greeted.
 */
export function greetingName(firstName: string | null): string | null {
  const name = oneLine(firstName ?? "");
  return name === "" || name.length > LONGEST_NAME || NOT_A_NAME.test(name) ? null : name;
}

/** `url` when it leads to the web (http or https), else null: `javascript:` and `data:` survive escaping. */
export function webUrl(url: string | null): string | null {
  if (url === null) return null;
  const parsed = URL.parse(url);
  return parsed?.protocol === "https:" || parsed?.protocol === "http:" ? parsed.href : null;
}

/** `text` in at most `length` characters, cut at the end with an ellipsis. */
export function shortened(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length
    ? text
    : `${characters
        .slice(0, length - 1)
        .join("")
        .trimEnd()}…`;
}
