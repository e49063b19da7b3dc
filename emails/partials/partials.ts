import dark from "./dark.css.liquid?raw";
import footer from "./footer.mjml?raw";
import footerText from "./footer.txt.liquid?raw";
import head from "./head.mjml?raw";
import header from "./header.mjml?raw";
import recommendations from "./recommendations.mjml?raw";
import recommendationsText from "./recommendations.txt.liquid?raw";

/** What templates share, by the name that `[% render %]` calls it by. */
export const partials: Record<string, string> = {
  "head.mjml": head,
  "dark.css": dark,
  "header.mjml": header,
  "recommendations.mjml": recommendations,
  "recommendations.txt": recommendationsText,
  "footer.mjml": footer,
  "footer.txt": footerText,
};
