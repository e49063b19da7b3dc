import type { PoolClient } from "pg";
import { stopQueuedMessages } from "~/delivery/stop-queued-messages";
import type { Event } from "~/events/event";
import { closeShop, rescopeShop } from "~/shop.server";
import { stopEffects } from "~/workflows/effect-store";
import { endActiveRuns } from "~/workflows/end-active-runs";

/**
 * What happened to the app in the shop. An uninstall stops all sending at once: queued mails are not sent, and
 * everybody's way through a workflow ends, with the reason. A re-install takes none of them up again, because
 * what was ordered in between was never told; whoever does something new starts anew. The data stay.
 */
export async function followShop(sql: PoolClient, shopId: number, events: readonly Event[], at: Date): Promise<void> {
  for (const event of events) {
    if (event.name === "app.rescoped") await rescopeShop(sql, shopId, event.data.scopes, event.occurredAt);
    if (event.name === "app.uninstalled" && (await closeShop(sql, shopId, event.occurredAt))) {
      await endActiveRuns(sql, shopId, "shop-uninstalled", at);
      await stopEffects(sql, shopId, "the app was uninstalled", at);
      await stopQueuedMessages(sql, shopId, "shop-uninstalled", at);
    }
  }
}
