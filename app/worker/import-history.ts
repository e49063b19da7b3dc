import { AdminApiError } from "~/admin.server";
import { askInBulk, bulkOperationState } from "~/admin-api/bulk-operation";
import { FileGoneError } from "~/admin-api/read-jsonl";
import { now } from "~/clock";
import { log } from "~/log.server";
import { offlineAdmin } from "~/shopify.server";
import { withSteps } from "./import-steps";
import {
  claimImport,
  type ImportJob,
  keepFor,
  markAsked,
  markDone,
  markReadable,
  markTroubled,
  OvertakenError,
  renewCatalogues,
  waitFor,
} from "./import-store";
import { readFile } from "./read-import-file";

/** Prices and stock are read anew when they are older than this: before mails would have to ask for them singly, at an hour. */
const CATALOGUE_FRESH_MS = 50 * 60_000;
/** Shopify tells by webhook when an operation has ended; this is for when that does not come. A look costs 1 point. */
const LOOK_AGAIN_MS = 3_000;
/** Shopify takes five operations of an app at once; ours end within minutes. */
const SHOPIFY_BUSY_MS = 15_000;
/** The model of a large store takes minutes. */
const FINISH_MS = 30 * 60_000;
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 60 * 60_000;

/**
 * Moves one import on: asks Shopify for the file, looks whether it is there, or takes some seconds of it
 * in. Returns 1 when there was one to move, else 0. What is in the way is kept with the import and tried
 * again later, twice as late each time.
 */
export async function importHistory(): Promise<number> {
  const job = await claimImport();
  if (!job) return 0;
  try {
    await move(job);
  } catch (error) {
    if (error instanceof OvertakenError) return 1;
    const retryMs = Math.min(FIRST_RETRY_MS * 2 ** job.attempts, LONGEST_RETRY_MS);
    log.error({ shopId: job.shopId, kind: job.kind, error: messageOf(error), retryMs }, "an import is held up");
    // A void address has a successor, or the operation itself is void: its state will tell.
    await markTroubled(
      job,
      error instanceof FileGoneError ? "asked" : job.status,
      reasonOf(error, job.status),
      retryMs,
    );
  }
  return 1;
}

/** Puts catalogues in line that are older than an hour. Returns 0: the import itself is the work. */
export async function refreshCatalogues(): Promise<number> {
  await renewCatalogues(new Date(now().getTime() - CATALOGUE_FRESH_MS));
  return 0;
}

async function move(job: ImportJob): Promise<void> {
  switch (job.status) {
    case "waiting":
      return ask(job);
    case "asked":
      return look(job);
    case "reading":
      if (await readFile(job)) await finish(job);
  }
}

async function ask(job: ImportJob): Promise<void> {
  const admin = await offlineAdmin(job.domain);
  const operationId = await withSteps(job.kind, ({ document }) => askInBulk(admin, document));
  if (operationId === null) await waitFor(job, SHOPIFY_BUSY_MS, null);
  else await markAsked(job, operationId, now());
}

async function look(job: ImportJob): Promise<void> {
  const state = await bulkOperationState(await offlineAdmin(job.domain), job.operationId ?? "");
  if (state.is === "running") await waitFor(job, LOOK_AGAIN_MS, state.objects);
  else if (state.is === "over") {
    const retryMs = Math.min(FIRST_RETRY_MS * 2 ** job.attempts, LONGEST_RETRY_MS);
    log.warn({ shopId: job.shopId, kind: job.kind, reason: state.reason }, "a bulk operation came to nothing");
    await markTroubled(job, "waiting", `Shopify could not write them down: ${state.reason}.`, retryMs);
  } else if (state.url) await markReadable(job, state.url, state.objects, state.roots);
  else await finish(job);
}

async function finish(job: ImportJob): Promise<void> {
  await keepFor(job, FINISH_MS);
  await withSteps(job.kind, (steps) => steps.finish(job));
  await markDone(job, now());
  log.info({ shopId: job.shopId, kind: job.kind }, "an import is done");
}

/** In a merchant's words. */
function reasonOf(error: unknown, status: ImportJob["status"]): string {
  if (!(error instanceof AdminApiError)) {
    return status === "reading" ? "Reading was interrupted. What was read is kept." : "Shopify could not be asked.";
  }
  switch (error.failure) {
    case "refused":
      return error.codes.includes("ACCESS_DENIED")
        ? "Shopify does not let Waypost read this. Open the app again, so that it can ask for what it needs."
        : "Shopify refused to write them down. Open the app again; if this stays, tell us.";
    case "throttled":
      return "Shopify is busy with other requests of this store.";
    case "unreachable":
      return "Shopify could not be reached.";
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
