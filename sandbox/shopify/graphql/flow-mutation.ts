import type { Fields, World } from "./world";

/** flowTriggerReceive: what Flow takes is kept; what is wrong with it is told. */
export function flowMutation(world: World) {
  return ({ handle, payload }: { readonly handle?: string | null; readonly payload?: unknown }): Fields => {
    world.faults.strike("flowTriggerReceive");
    const fault = world.flow.receive(handle, payload);
    return { userErrors: fault === null ? [] : [{ field: ["base"], message: fault }] };
  };
}
