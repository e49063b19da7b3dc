import { expect, it } from "vitest";
import { createSendConduct, type SendChances } from "../../../sandbox/sendgrid/send-conduct";

const rough: SendChances = {
  seed: 7,
  faults: [
    { kind: "timeout", acceptsAnyway: true, share: 0.1 },
    { kind: "429", share: 0.2 },
  ],
  slowestMs: 100,
  untold: 0.25,
};

it("draws faults, pauses and silence in the shares that were asked for, and the same ones for the same seed", () => {
  const drawn = () => {
    const conduct = createSendConduct();
    conduct.draw(rough);
    return Array.from({ length: 4_000 }, () => ({
      fault: conduct.fault(),
      pause: conduct.pauseMs(),
      isTold: conduct.isTold(),
    }));
  };
  const row = drawn();
  expect(drawn()).toEqual(row);
  const share = (holds: (one: (typeof row)[number]) => boolean) => row.filter(holds).length / row.length;
  expect(share(({ fault }) => fault?.kind === "timeout" && fault.acceptsAnyway === true)).toBeCloseTo(0.1, 1);
  expect(share(({ fault }) => fault?.kind === "429")).toBeCloseTo(0.2, 1);
  expect(share(({ isTold }) => !isTold)).toBeCloseTo(0.25, 1);
  expect(Math.max(...row.map(({ pause }) => pause))).toBe(99);
});

it("notes each request by the message that it was about; until chances are drawn all goes well", () => {
  const conduct = createSendConduct();
  expect([conduct.fault(), conduct.pauseMs(), conduct.isTold()]).toEqual([null, 0, true]);
  const body = { personalizations: [{ to: [{ email: "ada@example.com" }], custom_args: { message_id: "m-1" } }] };
  conduct.note(body, { isTaken: true, answer: "timeout" });
  conduct.note({}, { isTaken: false, answer: "400" });
  expect(conduct.posts()).toEqual([
    { messageId: "m-1", email: "ada@example.com", isTaken: true, answer: "timeout" },
    { messageId: null, email: null, isTaken: false, answer: "400" },
  ]);
});
