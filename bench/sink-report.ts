import { z } from "zod";

/** What came. Sizes are means, in bytes. */
export const sinkReport = z.object({
  mails: z.number(),
  messageIds: z.number(),
  addresses: z.number(),
  htmlBytes: z.number(),
  textBytes: z.number(),
  withoutText: z.number(),
});
export type SinkReport = z.infer<typeof sinkReport>;
