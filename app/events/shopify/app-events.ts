import { z } from "zod";
import type { Delivery } from "../delivery";
import type { Event } from "../event";
import { frame, nobody } from "../frame";
import { time } from "./payload-parts";

/** app/uninstalled. */
export function uninstalledEvents(delivery: Delivery): Event[] {
  const told = frame(delivery, delivery.triggeredAt);
  return [{ ...told, name: "app.uninstalled", identity: nobody, profile: {}, data: {} }];
}

const rescopedPayload = z.object({ current: z.array(z.string()), updated_at: time.nullish() });

/** app/scopes_update: what the merchant has granted by now. */
export function rescopedEvents(delivery: Delivery, json: unknown): Event[] {
  const { current, updated_at } = rescopedPayload.parse(json);
  const at = updated_at ? new Date(updated_at) : delivery.triggeredAt;
  return [{ ...frame(delivery, at), name: "app.rescoped", identity: nobody, profile: {}, data: { scopes: current } }];
}
