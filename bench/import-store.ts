import { z } from "zod";
import { readJsonl } from "~/admin-api/read-jsonl";
import { pool } from "~/db.server";
import { ensureShop } from "~/shop.server";
import { importHistory } from "~/worker/import-history";
import { answerQuestions } from "./side-process";

const asked = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("stream"), url: z.string() }),
  z.object({ kind: z.literal("bare"), url: z.string() }),
  z.object({ kind: z.literal("import"), customersUrl: z.string(), ordersUrl: z.string() }),
]);

// Each question is timed here, and the process's memory is watched while it is at it.
answerQuestions((question) => {
  const task = asked.parse(question);
  switch (task.kind) {
    case "stream":
      return measured(() => stream(task.url));
    case "bare":
      return measured(() => bareStream(task.url));
    case "import":
      return measured(() => importBoth(task.customersUrl, task.ordersUrl));
  }
});

async function measured(work: () => Promise<number>) {
  const before = process.memoryUsage();
  const cpuBefore = process.cpuUsage();
  let heap = before.heapUsed;
  let rss = before.rss;
  const watch = setInterval(() => {
    const memory = process.memoryUsage();
    heap = Math.max(heap, memory.heapUsed);
    rss = Math.max(rss, memory.rss);
  }, 20);
  const start = performance.now();
  try {
    const lines = await work();
    const { user, system } = process.cpuUsage(cpuBefore);
    const seconds = (performance.now() - start) / 1_000;
    return { lines, seconds, cpuSeconds: (user + system) / 1e6, heapGrowth: heap - before.heapUsed, peak: rss };
  } finally {
    clearInterval(watch);
  }
}

async function stream(url: string): Promise<number> {
  let lines = 0;
  for await (const family of readJsonl<{ id: string }, { id: string }>(url, 0)) lines += family.lines;
  return lines;
}

/** The least that any reader does: bytes to text, text to lines, lines to objects. */
async function bareStream(url: string): Promise<number> {
  const { body } = await fetch(url);
  if (!body) throw new Error("The file has no body.");
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let lines = 0;
  let rest = "";
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const parts = (rest + read.value).split("\n");
    rest = parts.pop() ?? "";
    for (const part of parts) lines += JSON.parse(part).id ? 1 : 0;
  }
  return lines;
}

async function importBoth(customersUrl: string, ordersUrl: string): Promise<number> {
  const shopId = await ensureShop(pool, "import-bench.myshopify.com");
  await pool.query("UPDATE shops SET opened_at = now(), currency = 'EUR' WHERE shop_id = $1", [shopId]);
  await pool.query(
    `INSERT INTO imports (shop_id, kind, status, operation_id, url, asked_at)
     VALUES ($1, 'customers', 'reading', 'bench', $2, now()), ($1, 'orders', 'reading', 'bench', $3, now())`,
    [shopId, customersUrl, ordersUrl],
  );
  while ((await importHistory()) > 0);
  const { rows } = await pool.query<{ lines: number; troubles: number }>(
    `SELECT sum(done_lines)::int AS lines, count(*) FILTER (WHERE status <> 'done' OR left_out > 0)::int AS troubles
     FROM imports WHERE shop_id = $1`,
    [shopId],
  );
  if (!rows[0] || rows[0].troubles > 0) throw new Error("The import did not go through.");
  return rows[0].lines;
}
