import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { renderSample } from "~/content/compile";
import { isTemplateKey, type TemplateKey, templates } from "~/content/templates";
import { composeRequest } from "~/delivery/compose";
import { lanternLane } from "../content/lantern-lane";

/** What a filter that nobody here wrote makes of our mails: https://spamassassin.apache.org, local rules alone. */
const isInstalled = spawnSync("spamassassin", ["--version"]).status === 0;
if (!isInstalled) console.warn("SKIPPED: SpamAssassin was not found. Install it (apt-get install spamassassin).");

/** Ours must stay well under 5, from which on mailboxes commonly call a mail spam. */
const MOST_POINTS = 2;

const keys = Object.keys(templates).filter(isTemplateKey);

test.skipIf(!isInstalled)(
  "SpamAssassin gives each template's sample less than two points",
  async () => {
    const letters = await Promise.all(keys.map(letterOf));
    const judged = spawnSync("spamassassin", ["-L", "--mbox"], {
      input: letters.map((letter) => `From sandbox Mon Nov 23 10:00:00 2026\n${letter}\n`).join("\n"),
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    const scores = [...judged.stdout.matchAll(/^X-Spam-Status: (?:Yes|No), score=(-?[\d.]+)/gm)].map(([, score]) =>
      Number(score),
    );
    expect(scores).toHaveLength(keys.length);
    const tooMany = keys.filter((_key, index) => (scores[index] ?? Number.POSITIVE_INFINITY) >= MOST_POINTS);
    expect(tooMany, judged.stdout.match(/^X-Spam-Status:.*(?:\n\s.*)*/gm)?.join("\n")).toEqual([]);
  },
  120_000,
);

/** A mail as it arrives: the headers that we ask SendGrid for, and those that it adds. */
async function letterOf(key: TemplateKey): Promise<string> {
  const { class: kind } = templates[key];
  const mail = composeRequest({
    message: { messageId: "0193f000-0000-7000-8000-000000000001", workflowId: key, email: "ada@example.com" },
    shop: {
      shopId: 1,
      isSandboxed: false,
      sender: { name: "Lantern & Lane", email: "hello@lantern-lane.example", replyTo: "care@lantern-lane.example" },
    },
    rendered: await renderSample(key, lanternLane, "en"),
    unsubscribeUrl: kind === "transactional" ? null : "https://app.example.com/u/token",
  });
  const [to] = mail.personalizations;
  const headers = Object.entries(to?.headers ?? {}).map(([name, value]) => `${name}: ${value}`);
  const parts = mail.content.map(({ type, value }) =>
    [
      "--part",
      `Content-Type: ${type}; charset=utf-8`,
      "Content-Transfer-Encoding: base64",
      "",
      Buffer.from(value).toString("base64").replace(/.{76}/g, "$&\n"),
    ].join("\n"),
  );
  return [
    "Received: from o1.sendgrid.net (o1.sendgrid.net [167.89.0.1]) by mx.example.com; Mon, 23 Nov 2026 10:00:01 +0000",
    'From: "Lantern & Lane" <hello@lantern-lane.example>',
    "Reply-To: care@lantern-lane.example",
    "To: ada@example.com",
    `Subject: =?utf-8?B?${Buffer.from(mail.subject).toString("base64")}?=`,
    "Date: Mon, 23 Nov 2026 10:00:00 +0000",
    `Message-ID: <${key}@lantern-lane.example>`,
    "MIME-Version: 1.0",
    ...headers,
    "Content-Type: multipart/alternative; boundary=part",
    "",
    ...parts,
    "--part--",
  ].join("\n");
}
