import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

/** A file, what it imports, and the rule that must object; null where none may. */
const cases: ReadonlyArray<readonly [file: string, imported: string, rule: string | null]> = [
  ["app/events/a.ts", "~/delivery/target", "events-know-only-the-ground"],
  ["app/events/b.ts", "~/db.server", null],
  ["app/db.server.ts", "~/contacts/target", "ground-knows-no-one"],
  ["app/contacts/a.ts", "~/delivery/target", "contacts-know-no-sibling"],
  ["app/delivery/a.ts", "~/content/target", "delivery-know-no-sibling"],
  ["app/content/a.ts", "~/recommendations/target", "content-know-no-sibling"],
  ["app/recommendations/a.ts", "~/predictions/target", "recommendations-know-no-sibling"],
  ["app/predictions/a.ts", "~/contacts/target", "predictions-know-no-sibling"],
  ["app/delivery/b.ts", "~/workflows/target", "siblings-know-nothing-above"],
  ["app/delivery/c.ts", "~/events/target", null],
  ["app/workflows/a.ts", "~/worker/target", "workflows-know-nothing-above"],
  ["app/workflows/b.ts", "~/contacts/target", null],
  ["app/workflows/engine.ts", "~/db.server", "engine-is-pure"],
  ["app/workflows/engine/step.ts", "node:fs", "engine-needs-no-machine"],
  ["app/worker/a.ts", "~/routes/target", "worker-and-routes-apart"],
  ["app/worker/b.ts", "~/reports/target", "reports-are-read-by-routes"],
  ["app/routes/a.ts", "~/reports/target", null],
  ["app/components/a.ts", "~/delivery/target", "components-know-no-server"],
  ["app/routes/b.ts", "../../sandbox/target", "app-knows-no-sandbox-or-test"],
  ["app/routes/c.ts", "../../test/target", "only-tests-know-tests"],
  ["emails/a.ts", "~/delivery/target", "emails-are-content"],
  ["emails/b.ts", "~/content/target", null],
  ["sandbox/a.ts", "~/clock", null],
  ["app/routes/d.ts", "~/nowhere", "not-resolvable"],
  ["app/routes/circle.ts", "./circle-back", "no-circular"],
];

const report = z.object({
  modules: z.array(
    z.object({
      source: z.string(),
      dependencies: z.array(z.object({ rules: z.array(z.object({ name: z.string() })).optional() })),
    }),
  ),
});

let folder: string;
let broken: Map<string, string[]>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "waypost-boundaries-"));
  const targets = [...new Set(cases.map(([, imported]) => imported))].filter((name) => /target$|clock$/.test(name));
  for (const target of targets)
    await given(`${target.replace("~", "app").replace("../../", "")}.ts`, "export const x = 1;");
  for (const [file, imported] of cases) await given(file, `import * as it from "${imported}";\nconsole.log(it);`);
  await given("app/routes/circle-back.ts", 'import * as it from "./circle";\nexport const x = it;');
  await given("tsconfig.json", JSON.stringify({ compilerOptions: { baseUrl: ".", paths: { "~/*": ["./app/*"] } } }));
  broken = cruise();
});

afterAll(() => rm(folder, { recursive: true }));

test.each(cases)("%s importing %s: %s", (file, _imported, rule) => {
  if (rule === null) expect(broken.get(file)).toEqual([]);
  else expect(broken.get(file)).toContain(rule);
});

async function given(file: string, content: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), content);
}

/** The rules that each file of the folder breaks, as the project's own configuration sees it. */
function cruise(): Map<string, string[]> {
  const program = resolve("node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const run = spawnSync(
    process.execPath,
    [program, "--config", resolve(".dependency-cruiser.cjs"), "--output-type", "json", "app", "emails", "sandbox"],
    { cwd: folder, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  if (!run.stdout) throw new Error(`dependency-cruiser told nothing: ${run.stderr}`);
  const { modules } = report.parse(JSON.parse(run.stdout));
  return new Map(
    modules.map(({ source, dependencies }) => [
      source,
      dependencies.flatMap(({ rules }) => (rules ?? []).map((rule) => rule.name)),
    ]),
  );
}
