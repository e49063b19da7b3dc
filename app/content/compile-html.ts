/**
 * MJML (holding a recipient's Liquid) to HTML that still holds it. Throws MJML's ValidationError on
 * anything that its strict validation refuses.
 */
export async function compileHtml(mjml: string): Promise<string> {
  // MJML brings its minifiers along: 105 MB and 0.4 s that a process which only serves never needs.
  const { default: mjml2html } = await import("mjml");
  const { html } = await mjml2html(mjml, {
    validationLevel: "strict",
    keepComments: false,
    // The default would import Google's Roboto as soon as a font stack names it.
    fonts: {},
  });
  // MJML indents its output by a quarter of its size. A minifier would take Liquid apart; line ends stay.
  return html
    .replace(/<!--\[if lte mso 11\]>[\s\S]*?<!\[endif\]-->/, "")
    .replace(/ (class|style)=""/g, "")
    .replace(/^[ \t]+/gm, "")
    .replace(/\n{2,}/g, "\n")
    .trim();
}
