import { type FontName, fontNames } from "~/content/brand";
import { type Tone, tones } from "~/content/phrases";

const fonts: Readonly<Record<FontName, string>> = {
  modern: "Modern: the reader's own system font",
  plain: "Plain: Helvetica, Arial",
  geometric: "Geometric: Avenir, Futura, Century Gothic",
  humanist: "Humanist: Optima, Gill Sans, Trebuchet",
  classic: "Classic: Georgia, Times",
  elegant: "Elegant: Didot, Baskerville, Palatino",
};

const manners: Readonly<Record<Tone, string>> = {
  warm: "Warm: “Hi Maya,” … “With warm wishes,”",
  plain: "Plain: “Hello Maya,” … “Best,”",
  formal: "Formal: “Dear Maya,” … “Kind regards,”",
};

/** The fonts that a merchant chooses among, in words. */
export const fontWords = fontNames.map((value) => ({ value, label: fonts[value] }));

/** The tones, by how they begin and end a mail in English. */
export const toneWords = tones.map((value) => ({ value, label: manners[value] }));
