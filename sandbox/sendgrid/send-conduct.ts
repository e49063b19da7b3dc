import { z } from "zod";
import { type Chance, seededChance } from "../store/seeded-random";
import type { Fault } from "./mailbox";

/** What chance has for each request to send a mail. The same seed draws the same row of faults. */
export interface SendChances {
  readonly seed: number;
  /** Each with its share of all requests; what they leave over goes well. */
  readonly faults: readonly (Pick<Fault, "kind" | "acceptsAnyway"> & { readonly share: number })[];
  /** A request is dealt with after anything up to this. */
  readonly slowestMs: number;
  /** The share of mails that were taken and of which nothing is ever reported. */
  readonly untold: number;
}

/** One request to send a mail, as it was dealt with. */
export interface PostedMail {
  /** The custom arg by which the app knows it; null without one. */
  readonly messageId: string | null;
  readonly email: string | null;
  readonly isTaken: boolean;
  readonly answer: "202" | Fault["kind"];
}

export interface SendConduct {
  draw(chances: SendChances): void;
  fault(): Fault | null;
  pauseMs(): number;
  isTold(): boolean;
  note(body: unknown, outcome: Pick<PostedMail, "isTaken" | "answer">): void;
  /** Every request so far, in the order in which they were dealt with. */
  posts(): readonly PostedMail[];
}

/** All goes well, at once, and is noted, until chances are drawn. */
export function createSendConduct(): SendConduct {
  let chances: SendChances = { seed: 0, faults: [], slowestMs: 0, untold: 0 };
  // One each, so that what one of them is asked does not change what the others say.
  let [forFault, forPause, forReport] = dice(chances.seed);
  const posts: PostedMail[] = [];
  return {
    draw(wished) {
      chances = wished;
      [forFault, forPause, forReport] = dice(wished.seed);
    },
    fault() {
      let left = forFault.next();
      for (const { share, ...fault } of chances.faults) {
        left -= share;
        if (left < 0) return fault;
      }
      return null;
    },
    pauseMs: () => Math.floor(forPause.next() * chances.slowestMs),
    isTold: () => forReport.next() >= chances.untold,
    note(body, outcome) {
      const [to] = named.safeParse(body).data?.personalizations ?? [];
      posts.push({ messageId: to?.custom_args?.message_id ?? null, email: to?.to[0]?.email ?? null, ...outcome });
    },
    posts: () => posts,
  };
}

const dice = (seed: number): [Chance, Chance, Chance] => [
  seededChance(seed),
  seededChance(seed + 1),
  seededChance(seed + 2),
];

const named = z.object({
  personalizations: z.array(
    z.object({
      to: z.array(z.object({ email: z.string() })),
      custom_args: z.object({ message_id: z.string().optional() }).optional(),
    }),
  ),
});
