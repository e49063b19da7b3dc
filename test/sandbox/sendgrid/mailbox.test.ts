import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createMailbox, type ReceivedMail } from "../../../sandbox/sendgrid/mailbox";

const folder = mkdtempSync(join(tmpdir(), "waypost-mailbox-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function mail(id: string, to: string, messageId?: string): Omit<ReceivedMail, "receivedAt"> {
  return {
    id,
    from: { email: "hello@lantern-lane.example", name: null },
    to: { email: to, name: null },
    replyTo: null,
    subject: `Mail ${id}`,
    html: "<p>Hello</p>",
    text: "Hello",
    headers: {},
    customArgs: messageId === undefined ? {} : { message_id: messageId },
    categories: [],
    request: {},
  };
}

describe("a mailbox", () => {
  it("finds mails by address whatever its case, oldest first", () => {
    const mailbox = createMailbox(null);
    mailbox.keep([mail("1", "ada@example.com"), mail("2", "bob@example.com")]);
    mailbox.keep([mail("3", "Ada@Example.com")]);
    expect(mailbox.to("ADA@example.com").map(({ id }) => id)).toEqual(["1", "3"]);
    expect(mailbox.find("2")?.subject).toBe("Mail 2");
  });

  it("counts mails by message id, so that a double send shows", () => {
    const mailbox = createMailbox(null);
    mailbox.keep([
      mail("1", "a@example.com", "m-1"),
      mail("2", "a@example.com", "m-2"),
      mail("3", "a@example.com", "m-1"),
    ]);
    mailbox.keep([mail("4", "a@example.com")]);
    expect([...mailbox.countByMessageId()]).toEqual([
      ["m-1", 2],
      ["m-2", 1],
    ]);
  });

  it("waits for a mail to come, and says what came when none does", async () => {
    const mailbox = createMailbox(null);
    const waiting = mailbox.waitFor(({ id }) => id === "2", 1_000);
    mailbox.keep([mail("1", "a@example.com"), mail("2", "a@example.com")]);
    expect((await waiting).id).toBe("2");
    expect((await mailbox.waitFor(({ id }) => id === "1", 1_000)).id).toBe("1");
    await expect(mailbox.waitFor(({ id }) => id === "9", 20)).rejects.toThrow("a@example.com: Mail 1");
  });

  it("outlives its process when it has a folder, and forgets all when cleared", () => {
    const first = createMailbox(folder);
    first.keep([mail("1", "a@example.com", "m-1")]);
    expect(createMailbox(folder).all()).toEqual(first.all());
    createMailbox(folder).clear();
    expect(createMailbox(folder).all()).toEqual([]);
  });

  it("hands out a fault as often as it was ordered", () => {
    const mailbox = createMailbox(null);
    mailbox.failNext({ kind: "429", times: 2 });
    mailbox.failNext({ kind: "500" });
    expect([1, 2, 3, 4].map(() => mailbox.takeFault()?.kind ?? null)).toEqual(["429", "429", "500", null]);
  });
});
