import type { BenchDatabase } from "./database";

/** What each benchmark is given. */
export interface Bench {
  readonly database: BenchDatabase;
  /** Small numbers, to see that it works; the figures say little. */
  readonly isSmoke: boolean;
  /** How often ours and the limit take turns; the figures are medians. */
  readonly rounds: number;
  /** Leaves CPU profiles of the app in .waypost/bench/profiles. */
  readonly isProfiled: boolean;
  /** Tells the person who waits how far it is. */
  readonly say: (line: string) => void;
}
