import { z } from "zod";
import type { SendChances } from "../../sandbox/sendgrid/send-conduct";

const posted = z.array(
  z.object({
    messageId: z.string().nullable(),
    email: z.string().nullable(),
    isTaken: z.boolean(),
    answer: z.string(),
  }),
);
const heard = z.array(
  z.object({
    url: z.string(),
    id: z.string(),
    event: z.string(),
    customArgs: z.object({ shopId: z.string(), messageId: z.string() }),
  }),
);

/** A request to send a mail, as the sandbox's SendGrid dealt with it. */
export type Posted = z.infer<typeof posted>[number];
/** An event that the app answered for with 2xx. */
export type Heard = z.infer<typeof heard>[number];

/** The sandbox, told what to do and asked what it saw. */
export interface SandboxControl {
  conduct(chances: SendChances): Promise<void>;
  /** Copies of each report, in any order. */
  reports(conduct: { readonly duplicates: number; readonly disorder: boolean }): Promise<void>;
  /** No connection is made for so long. */
  leave(ms: number): Promise<void>;
  posts(): Promise<Posted[]>;
  heard(): Promise<Heard[]>;
}

export function sandboxControl(url: string): SandboxControl {
  const order = async (action: string, body: object) => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${url}/control/${action}`, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`The sandbox answered ${answer.status} to ${action}: ${await answer.text()}`);
    await answer.arrayBuffer();
  };
  const read = async <T>(what: string, shape: z.ZodType<T>) =>
    shape.parse(await (await fetch(`${url}/control/${what}`)).json());
  return {
    conduct: (chances) => order("send-conduct", chances),
    reports: (conduct) => order("reports-conduct", conduct),
    leave: (ms) => order("leave", { ms }),
    posts: () => read("posts", posted),
    heard: () => read("heard", heard),
  };
}
