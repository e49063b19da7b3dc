import type { Problem } from "~/workflows/validate";
import { spoken } from "~/workflows/words/names";

/** What is wrong, and where, in a sentence: "“last call”: nothing follows this wait." */
export function problemWords({ place, reason }: Problem): string {
  const where = places[place] ?? (/^[a-z][a-z0-9-]*$/.test(place) ? `${spoken(place)}: ` : "");
  return `${where}${/[.!?]$/.test(reason) ? reason : `${reason}.`}`;
}

const places: Readonly<Record<string, string>> = {
  audience: "Who gets it: ",
  exits: "When it ends early: ",
  holdout: "",
  limits: "",
  steps: "",
  workflow: "",
};
