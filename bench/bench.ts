import type { BenchDatabase } from "./database";

/** What each benchmark is given. */
export interface Bench {
  readonly database: BenchDatabase;
  /** Small numbers, to see that it works; the figures say little. */
  readonly isSmoke: boolean;
  /** Leaves CPU profiles of the app in .waypost/bench/profiles. */
  readonly isProfiled: boolean;
  /** Tells the person who waits how far it is. */
  readonly say: (line: string) => void;
}
