import type { Preferences } from "~/delivery/preferences";
import { topicWords } from "~/workflows/explain-sending";

/** What somebody chose to get, a sentence a choice; `until` tells the end of a break that is not over. Empty: everything. */
export function preferenceWords(
  { topicsOff, mostPerWeek }: Pick<Preferences, "topicsOff" | "mostPerWeek">,
  until: string | null,
): string[] {
  return [
    ...(until === null ? [] : [`Takes a break from mails until ${until}.`]),
    ...topicsOff.map((topic) => `Wants no mails ${topicWords(topic)}.`),
    ...(mostPerWeek === null
      ? []
      : [`Wants ${mostPerWeek === 1 ? "one mail" : `${mostPerWeek} mails`} a week at the most.`]),
  ];
}
