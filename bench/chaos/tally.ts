import type { Chaos } from "./chaos";
import { readErrors } from "./errors";
import { minutes } from "./progress";

/** The figures of a run, a line each. */
export async function tally({ evidence, webKills, ms }: Chaos, kills: number, logs: string): Promise<string> {
  const { shoppers, mailroom, messages, runs, triggers, posts, inbox } = evidence;
  const taken = posts.filter(({ isTaken }) => isTaken);
  const takenIds = new Set(taken.map(({ messageId }) => messageId));
  const unknown = messages.filter(({ status }) => status === "unknown");
  const postedIds = new Set(posts.map(({ messageId }) => messageId));
  const unknownTaken = unknown.filter(({ messageId }) => takenIds.has(messageId)).length;
  const unposted = unknown.filter(({ messageId }) => !postedIds.has(messageId)).length;
  const decisions = messages.flatMap((message) => message.decisions);
  const expected = shoppers.filter(({ kind }) => kind !== "unticked" && kind !== "orders").length;
  const sent = messages.filter(({ status }) => status === "sent");
  const lines: readonly (readonly [string, string])[] = [
    ["time", minutes(ms)],
    ["kills", `${kills} of workers, ${webKills} of the web process`],
    ["webhooks", `${mailroom.posts} posted for ${mailroom.accepted.size} deliveries`],
    ["inbox", counts(inbox.map(({ source, status }) => `${source} ${status}`))],
    ["messages", `${messages.length}; ${expected} expected, the others' orders came too late`],
    ["  sent", `${sent.length}, reported as: ${counts(sent.map(({ state }) => state ?? "nothing"))}`],
    ["  unknown", `${unknown.length}, of which SendGrid had taken ${unknownTaken}, and ${unposted} were never posted`],
    ["  others", counts(messages.flatMap(({ status }) => (status === "sent" || status === "unknown" ? [] : status)))],
    ["decisions", counts(decisions)],
    ["no message", counts(triggers.flatMap(({ rules }) => rules.filter((rule) => rule.startsWith("not-started"))))],
    ["runs", counts(runs.map(({ status, outcome }) => `${status} ${outcome}`))],
    ["SendGrid", `${posts.length} POSTs, ${taken.length} taken; ${counts(posts.map(answerOf))}`],
    ["most a message", `${most(posts)} POSTs, ${most(taken)} taken`],
    ["errors logged", counts(await readErrors(logs))],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  return lines.map(([name, value]) => `${name.padEnd(width)}   ${value || "none"}`).join("\n");
}

const answerOf = ({ answer, isTaken }: Chaos["evidence"]["posts"][number]) =>
  isTaken && answer !== "202" ? `${answer} though taken` : answer;

function counts(names: readonly string[]): string {
  return [...Map.groupBy(names, (name) => name)]
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([name, { length }]) => `${length} ${name}`)
    .join(", ");
}

function most(posts: Chaos["evidence"]["posts"]): number {
  return Math.max(0, ...[...Map.groupBy(posts, ({ messageId }) => messageId).values()].map(({ length }) => length));
}
