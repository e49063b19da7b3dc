import type { SandboxContext } from "../../sandbox/context";

/** A world of the sandbox for a test that needs only some of it. */
export function contextOf(known: Partial<SandboxContext> = {}): SandboxContext {
  return {
    url: "http://localhost:4100",
    publicAppUrl: "http://localhost:4101",
    appUrl: "http://127.0.0.1:1",
    apiKey: "sandbox-key",
    apiSecret: "sandbox-secret",
    dataFolder: null,
    ...known,
  };
}
