import { stableShare } from "~/stable-share";

/**
 * Whether a contact is deliberately not mailed by a workflow. By a hash salted with the workflow and not its
 * version: nobody changes sides when a text changes (DESIGN §3, rule 9).
 */
export function isHeldOut(workflowId: string, contactId: string, percent: number): boolean {
  return percent > 0 && stableShare(`holdout/${workflowId}`, contactId) * 100 < percent;
}

/** The arm that a contact goes in an experiment, by the arms' weights: always the same one. */
export function armOf<A extends { readonly weight: number }>(salt: string, contactId: string, arms: readonly A[]): A {
  const total = arms.reduce((sum, { weight }) => sum + weight, 0);
  let left = stableShare(`split/${salt}`, contactId) * total;
  const arm = arms.find(({ weight }) => {
    left -= weight;
    return left < 0;
  });
  const last = arm ?? arms.at(-1);
  if (!last) throw new Error(`the experiment ${salt} has no alternatives`);
  return last;
}
