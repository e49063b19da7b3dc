/**
 * Preloaded (`node --import`) where a benchmark loads the mails' sources outside Vite: gives `?raw` imports and
 * `import.meta.glob` of them their meaning there, the files' texts.
 */
import { globSync, readFileSync } from "node:fs";
import { registerHooks } from "node:module";

/** As esbuild leaves it: the patterns, then the options, of which only `?raw` is used here. */
const GLOB = /import\.meta\.glob\((\[[^\]]*\]),\s*\{[^}]*\}\)/g;

registerHooks({
  resolve(specifier, context, next) {
    if (!specifier.endsWith("?raw")) return next(specifier, context);
    return { url: new URL(specifier, context.parentURL).href, format: "module", shortCircuit: true };
  },
  load(url, context, next) {
    if (url.endsWith("?raw")) {
      const text = readFileSync(new URL(url.slice(0, -"?raw".length)), "utf8");
      return { format: "module", source: `export default ${JSON.stringify(text)};`, shortCircuit: true };
    }
    const loaded = next(url, context);
    const source = loaded.source?.toString();
    return source?.includes("import.meta.glob") ? { ...loaded, source: source.replace(GLOB, textsOf(url)) } : loaded;
  },
});

const textsOf = (url) => (_call, patterns) => {
  const cwd = new URL(".", url);
  const files = globSync(JSON.parse(patterns), { cwd });
  return JSON.stringify(
    Object.fromEntries(files.map((file) => [`./${file}`, readFileSync(new URL(file, cwd), "utf8")])),
  );
};
