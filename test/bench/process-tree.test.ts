import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { cpuMs, isMeasured, parentOf, pssBytes } from "../../bench/process-tree";

/** Burns CPU time, not time: the machine may be busy with other things. */
const burn = "const end = process.cpuUsage().user + 200_000; while (process.cpuUsage().user < end);";

describe.skipIf(!isMeasured)("what a process tree has used", () => {
  it("holds what a child used, while it lives and after it ended", async () => {
    const before = cpuMs([process.pid]);
    const child = spawn(process.execPath, ["-e", `${burn} process.stdout.write("x"); process.stdin.resume()`]);
    await once(child.stdout, "data");
    const { pid = 0 } = child;
    expect(parentOf(pid)).toBe(process.pid);
    const ofChild = cpuMs([pid]);
    // The system counts in ticks of 10 ms.
    expect(ofChild).toBeGreaterThanOrEqual(190);
    const withChild = cpuMs([process.pid]);
    expect(withChild - before).toBeGreaterThanOrEqual(ofChild);
    child.kill();
    await once(child, "close");
    expect(cpuMs([process.pid])).toBeGreaterThanOrEqual(withChild);
  });

  it("is nothing for a process that is gone", () => {
    expect(cpuMs([2 ** 30])).toBe(0);
    expect(pssBytes([2 ** 30])).toBe(0);
  });

  it("counts memory", () => {
    expect(pssBytes([process.pid])).toBeGreaterThan(10_000_000);
  });
});
