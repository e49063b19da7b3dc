import { now } from "~/clock";

/** A call that a merchant's own server took. */
export interface ReceivedCall {
  /** Business time, ISO-8601 in UTC. */
  readonly at: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** As it came, byte for byte. */
  readonly body: string;
  readonly answered: number;
}

/** The merchant's own server: takes what workflows call, and fails on request. */
export interface Receiver {
  /** Keeps a call and returns the status to answer with. */
  take(call: Pick<ReceivedCall, "headers" | "body">): number;
  /** The calls that came, newest first. */
  calls(): readonly ReceivedCall[];
  /** The next calls are answered with these statuses, then with 200 again. */
  answerNext(...statuses: number[]): void;
}

const MOST_CALLS = 500;

export function createReceiver(): Receiver {
  const calls: ReceivedCall[] = [];
  const owed: number[] = [];
  return {
    take(call) {
      const answered = owed.shift() ?? 200;
      calls.unshift({ ...call, at: now().toISOString(), answered });
      calls.splice(MOST_CALLS);
      return answered;
    },
    calls: () => calls,
    answerNext: (...statuses) => void owed.push(...statuses),
  };
}
