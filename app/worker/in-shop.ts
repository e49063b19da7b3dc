import { setTimeout as sleep } from "node:timers/promises";
import type { PoolClient } from "pg";
import { transaction } from "~/db.server";
import { lockShop } from "./lock-shop";

/** How long it waits for another worker that has the shop. */
const LONGEST_WAIT_MS = 30_000;

/** Another worker had the shop for long. Nothing was done. */
export class ShopBusyError extends Error {
  override readonly name = "ShopBusyError";
}

/** A transaction that has the shop to itself, as soon as no other worker has it. Throws ShopBusyError. */
export async function inShop(shopId: number, work: (sql: PoolClient) => Promise<void>): Promise<void> {
  const deadline = Date.now() + LONGEST_WAIT_MS;
  for (;;) {
    const isDone = await transaction(async (sql) => {
      if (!(await lockShop(sql, shopId))) return false;
      await work(sql);
      return true;
    });
    if (isDone) return;
    if (Date.now() > deadline) throw new ShopBusyError(`Another worker has shop ${shopId} for long.`);
    await sleep(20);
  }
}
