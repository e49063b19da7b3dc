import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderSample } from "~/content/compile";
import { editableParts } from "~/content/editable-parts";
import { languages } from "~/content/language";
import { readSettings, shippedSettings, type TemplateSettings } from "~/content/settings";
import { shippedTexts } from "~/content/shipped-texts";
import { isTemplateKey, type TemplateKey, templates } from "~/content/templates";
import { anySettings } from "../content/any-settings";
import { lanternLane } from "../content/lantern-lane";
import { faultsIn } from "./html-faults";

const keys = Object.keys(templates).filter(isTemplateKey);

describe.each(keys)("%s", (key) => {
  const shipped = shippedSettings(key);

  test("as it ships, its settings are ones that its own form accepts", () => {
    expect(readSettings(key, shipped)).toEqual({ ok: true, settings: shipped });
  });

  test("its own words can be written by a merchant, in each language, and say the same then", async () => {
    for (const language of languages) {
      const settings = accepted(key, { ...shipped, texts: { [language]: shippedTexts(key, language) } });
      const own = await renderSample(key, lanternLane, language, undefined, { settings });
      const before = await renderSample(key, lanternLane, language);
      expect(own.text).toBe(before.text);
      expect(own.html).toBe(before.html);
    }
  });

  test("shows each of its texts that can be changed, changed", async () => {
    const { sample } = templates[key];
    const fields = editableParts(key).fields.filter((field) => field !== "picks" || sample.recommendations.length > 0);
    expect(fields).toEqual(expect.arrayContaining(["subject", "preheader", "heading", "paragraphs"]));
    const texts = Object.fromEntries(
      fields.map((field) => {
        const mark = `My own ${field}`;
        if (field === "paragraphs") return [field, [mark]];
        return [field, field === "points" ? [{ title: mark, text: "and what it says" }] : mark];
      }),
    );
    const settings = accepted(key, { ...shipped, texts: { en: texts } });
    // A question has a button only where it has no answers.
    const asked = await renderSample(key, lanternLane, "en", undefined, { settings });
    const unasked = await renderSample(key, lanternLane, "en", undefined, { settings, answers: [] });
    for (const field of fields) {
      expect(asked.html + unasked.html, field).toContain(`My own ${field}`);
      const isAbove = field === "subject" || field === "preheader";
      if (!isAbove) expect(asked.text + unasked.text, field).toContain(`My own ${field}`);
    }
    expect(asked).toMatchObject({ subject: "My own subject", preheader: "My own preheader" });
    const german = await renderSample(key, lanternLane, "de", undefined, { settings });
    expect(german.html).not.toContain("My own");
  });

  test("any settings that its form accepts make a valid mail far below the size at which Gmail cuts", async () => {
    const acceptedOnes = anySettings(key)
      .map((written) => readSettings(key, written))
      .filter((read) => read.ok);
    await fc.assert(
      fc.asyncProperty(acceptedOnes, async ({ settings }) => {
        const { html, text } = await renderSample(key, lanternLane, "en", undefined, { settings });
        expect(await faultsIn(html)).toEqual([]);
        expect(Buffer.byteLength(html)).toBeLessThan(80_000);
        expect(html).not.toMatch(/<script|<img src=x|\{% |\{\{ "/);
        expect(text).not.toMatch(/\{% |\{\{ "/);
      }),
      { numRuns: 5 },
    );
  });
});

function accepted(key: TemplateKey, settings: unknown): TemplateSettings {
  const read = readSettings(key, settings);
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.settings;
}
