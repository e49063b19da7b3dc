import { expect, test } from "vitest";
import { harmOf } from "~/delivery/harm-lines";

const mails = (sent: number, cases: { bounced?: number; complained?: number; unsubscribed?: number }) =>
  harmOf({ sent, bounced: 0, complained: 0, unsubscribed: 0, ...cases });

test.each([
  ["3 of 1,000 called spam is the line itself", 1_000, { complained: 3 }, "complaints"],
  ["2 of 1,000 is below it", 1_000, { complained: 2 }, null],
  ["one angry reader stops nothing, whatever the share", 300, { complained: 1 }, null],
  ["two of 300 do", 300, { complained: 2 }, "complaints"],
  ["of fewer mails nobody judges by complaints", 299, { complained: 20 }, null],
  ["5 of 100 bounced", 100, { bounced: 5 }, "bounces"],
  ["4 of 100 bounced", 100, { bounced: 4 }, null],
  ["of fewer mails nobody judges by bounces", 99, { bounced: 50 }, null],
  ["complaints are told before bounces", 1_000, { complained: 9, bounced: 900 }, "complaints"],
  ["people who leave the list stop nothing", 1_000, { unsubscribed: 500 }, null],
] as const)("%s", (_what, sent, cases, harm) => {
  expect(mails(sent, cases)).toBe(harm);
});
