import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { answerQuestions } from "./side-process";
import type { SinkReport } from "./sink-report";

/** A SendGrid that takes every mail with 202 and, when it is asked, reads them all. */
const question = z.discriminatedUnion("kind", [
  /** Answers with the address to post to. */
  z.object({ kind: z.literal("listen") }),
  z.object({ kind: z.literal("forget") }),
  /** Answers with the machine time of the mail that made it `count`. */
  z.object({ kind: z.literal("wait-for"), count: z.number() }),
  z.object({ kind: z.literal("report") }),
]);

const mail = z.object({
  personalizations: z.tuple([
    z.object({
      to: z.tuple([z.object({ email: z.string() })]),
      custom_args: z.object({ message_id: z.string() }),
    }),
  ]),
  content: z.array(z.object({ type: z.string(), value: z.string() })),
});

let received: Buffer[] = [];
let awaited: { readonly count: number; readonly resolve: (at: number) => void } | null = null;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    // Kept as it came and read after the run: the sink shares the machine with what is measured.
    received.push(Buffer.concat(chunks));
    response.writeHead(202, { "x-message-id": `sink-${received.length}`, "content-length": 0 }).end();
    if (awaited && received.length >= awaited.count) awaited.resolve(Date.now());
  });
});

answerQuestions(async (asked) => {
  const wish = question.parse(asked);
  switch (wish.kind) {
    case "listen":
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    case "forget":
      received = [];
      return null;
    case "wait-for":
      return new Promise((resolve) => {
        if (received.length >= wish.count) resolve(Date.now());
        awaited = { count: wish.count, resolve };
      });
    case "report":
      return report();
  }
});

function report(): SinkReport {
  const mails = received.map((body) => mail.parse(JSON.parse(body.toString())));
  const sizes = (type: string) =>
    mails.map(({ content }) => Buffer.byteLength(content.find((part) => part.type === type)?.value ?? ""));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
  return {
    mails: mails.length,
    messageIds: new Set(mails.map(({ personalizations: [{ custom_args }] }) => custom_args.message_id)).size,
    addresses: new Set(
      mails.map(
        ({
          personalizations: [
            {
              to: [to],
            },
          ],
        }) => to.email,
      ),
    ).size,
    htmlBytes: mean(sizes("text/html")),
    textBytes: mean(sizes("text/plain")),
    withoutText: sizes("text/plain").filter((size) => size === 0).length,
  };
}
