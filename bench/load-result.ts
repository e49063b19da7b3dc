import { z } from "zod";

/** What the load saw. Times in ms; `firstAt` is machine time. */
export const loadResult = z.object({
  accepted: z.number(),
  refused: z.number(),
  firstAt: z.number(),
  ms: z.number(),
  p50: z.number(),
  p99: z.number(),
});
export type LoadResult = z.infer<typeof loadResult>;
