import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { cpuMs, isMeasured, parentOf, pssBytes } from "../../bench/process-tree";

const burnCpu = (ms: number) => {
  const end = process.cpuUsage().user + ms * 1_000;
  while (process.cpuUsage().user < end);
};

describe.skipIf(!isMeasured)("what a process tree has used", () => {
  it("grows by the CPU time that was burnt", () => {
    const before = cpuMs([process.pid]);
    burnCpu(200);
    const used = cpuMs([process.pid]) - before;
    expect(used).toBeGreaterThanOrEqual(180);
    expect(used).toBeLessThan(600);
  });

  it("holds what a child used, while it lives and after it ended", async () => {
    const before = cpuMs([process.pid]);
    const script =
      "const end = Date.now() + 300; while (Date.now() < end); process.stdout.write('x'); process.stdin.resume()";
    const child = spawn(process.execPath, ["-e", script]);
    await once(child.stdout, "data");
    expect(parentOf(child.pid ?? 0)).toBe(process.pid);
    const withChild = cpuMs([process.pid]);
    expect(withChild - before).toBeGreaterThanOrEqual(100);
    child.kill();
    await once(child, "close");
    expect(cpuMs([process.pid])).toBeGreaterThanOrEqual(withChild);
  });

  it("counts memory, and none for a process that is gone", () => {
    expect(pssBytes([process.pid])).toBeGreaterThan(10_000_000);
    expect(pssBytes([2 ** 30])).toBe(0);
  });
});
