import { partials } from "emails/partials/partials";
import { Liquid } from "liquidjs";
import type { Look } from "~/content/look";
import type { Template } from "~/content/template";

// Two passes over one source: this one, per brand, answers to square brackets only, so that the
// recipient's {{ }} and {% %} go through untouched. What it fills in are colours, lengths and a font
// of our own list, and the template's own words; a shop's are filled in per recipient, where they are escaped. MJML's own
// mj-include is no way: it reads files, and the built server has none.
const composer = new Liquid({
  tagDelimiterLeft: "[%",
  tagDelimiterRight: "%]",
  outputDelimiterLeft: "[[",
  outputDelimiterRight: "]]",
  templates: partials,
  cache: true,
  strictVariables: true,
  strictFilters: true,
  // A partial's parameter may be left out.
  lenientIf: true,
  ownPropertyOnly: true,
});

/** What `[[ ]]` can say in a template's source. */
export type BakedIn = Look & Pick<Template, "language" | "class" | "words">;

/** A template's source with its partials and a brand's look filled in. Throws on an unknown partial or name. */
export function compose(source: string, bakedIn: BakedIn): string {
  return String(composer.parseAndRenderSync(source, {}, { globals: bakedIn }));
}
