import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { stateVersion } from "./seed";
import type { StoreState } from "./types";

/** The shop on disk: one JSON file, written whole and swapped in, so that a stop in the middle leaves the last one. */
export interface StateFile {
  /** The saved state; null when there is none, or when it is of another version and was set aside. */
  load(): Promise<StoreState | null>;
  /** Saves within a second or so; many changes in between are one write. */
  saveSoon(state: StoreState): void;
  /** Writes what has not been written yet. */
  close(): Promise<void>;
}

/** The demo's shop is some 17 MB, a tenth of a second of writing it out. */
const PAUSE_MS = 1_000;

/** Opens `shop.json` in a folder, which is made when it is not there. */
export function openStateFile(folder: string): StateFile {
  const path = join(folder, "shop.json");
  let unsaved: StoreState | null = null;
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  const write = () => {
    writing = writing.then(async () => {
      const state = unsaved;
      if (!state) return;
      unsaved = null;
      await mkdir(folder, { recursive: true });
      await writeFile(`${path}.new`, JSON.stringify(state));
      await rename(`${path}.new`, path);
    });
    return writing;
  };

  return {
    async load() {
      const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return null;
        throw error;
      });
      if (text === null) return null;
      const saved: unknown = JSON.parse(text);
      if (z.object({ version: z.literal(stateVersion) }).safeParse(saved).success) return saved as StoreState;
      await rename(path, `${path}.set-aside`);
      console.warn(`The sandbox shop in ${path} is of another version: it was set aside and a new one is seeded.`);
      return null;
    },
    saveSoon(state) {
      unsaved = state;
      timer ??= setTimeout(() => {
        timer = null;
        write().catch((error) => console.error(`The sandbox shop could not be saved to ${path}:`, error));
      }, PAUSE_MS);
    },
    async close() {
      if (timer) clearTimeout(timer);
      timer = null;
      await write();
    },
  };
}
