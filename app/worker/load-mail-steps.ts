import type { Template } from "~/content/template";
import { currentSettings, type TemplateVersion } from "~/content/template-versions";
import { isTemplateKey, type TemplateKey, templates } from "~/content/templates";
import type { Sql } from "~/db.server";
import type { ClaimedMessage } from "~/delivery/message";
import type { MailStep } from "~/workflows/definition";
import { pinnedVersions } from "~/workflows/versions";
import { loadMailRuns, type MailRun } from "./load-mail-runs";
import { withSettings } from "./mail-settings";

/** A message with the step that asked for it, in the version that its run is pinned to. */
export interface MailToMake {
  readonly message: ClaimedMessage;
  readonly template: Template & { readonly key: TemplateKey };
  /** What the merchant made of the template, as it is now. */
  readonly own: TemplateVersion;
  /** With what those settings change of it. */
  readonly step: MailStep;
  readonly run: MailRun;
}

/** Those of the messages of which the template, the step and the run are still known. */
export async function loadMailSteps(
  sql: Sql,
  shopId: number,
  messages: readonly ClaimedMessage[],
): Promise<MailToMake[]> {
  const versionOf = await pinnedVersions(sql, shopId, messages);
  const runs = new Map((await loadMailRuns(sql, shopId, messages)).map((run) => [run.messageId, run]));
  const settings = await currentSettings(sql, shopId, messages.map(({ template }) => template).filter(isTemplateKey));
  return messages.flatMap((message) => {
    const key = message.template;
    const run = runs.get(message.messageId);
    const step = versionOf(message).program.nodes.get(message.step)?.step;
    if (!run || !isTemplateKey(key) || (step?.kind !== "send" && step?.kind !== "question")) return [];
    const own = settings.get(key);
    if (!own) throw new Error(`the settings of the mail ${key} were not loaded`);
    return { message, template: { ...templates[key], key }, own, step: withSettings(step, own.settings), run };
  });
}
