import type { Heard } from "./heard";
import type { Advance, Run } from "./run";

/** The runs that a batch of events can touch, as the batch goes on. */
export interface RunBook {
  /** The latest run of a workflow and key, ended ones too. */
  latest(workflowId: string, key: string | null): Run | null;
  /** The active runs that an event may concern: of its contacts, its checkout, cart or order, its mail. */
  concerning(heard: Heard): Run[];
  activeOf(contactId: string): Run[];
  /** Notes what the engine decided, for the events that follow and for the database. */
  note(advances: readonly Advance[]): void;
  advances(): readonly Advance[];
}

/** Opens the book with the runs that the database knows. */
export function openRunBook(runs: readonly Run[]): RunBook {
  const byId = new Map<string, Run>();
  const byKey = new Map<string, string>();
  const idsBy = new Map<string, Set<string>>();
  const noted: Advance[] = [];

  const enter = (run: Run) => {
    byId.set(run.runId, run);
    const key = `${run.workflowId}/${run.key}`;
    const known = byId.get(byKey.get(key) ?? "");
    if (!known || known.entry <= run.entry) byKey.set(key, run.runId);
    const { checkoutToken, cartToken, orderId } = run.state.about;
    for (const label of labels(run.contactId, checkoutToken, cartToken, orderId)) {
      const ids = idsBy.get(label) ?? new Set();
      idsBy.set(label, ids.add(run.runId));
    }
  };
  for (const run of runs) enter(run);

  const activeBy = (wanted: readonly string[], runId?: string): Run[] => {
    const ids = new Set([...wanted.flatMap((label) => [...(idsBy.get(label) ?? [])]), ...(runId ? [runId] : [])]);
    return [...ids].flatMap((id) => byId.get(id) ?? []).filter(({ status }) => status === "active");
  };
  return {
    latest: (workflowId, key) => (key === null ? null : (byId.get(byKey.get(`${workflowId}/${key}`) ?? "") ?? null)),
    concerning({ event, contactIds, mail }) {
      const { checkoutToken, cartToken } = event.identity;
      const orderId = "orderId" in event.data ? event.data.orderId : null;
      const wanted = [...contactIds.flatMap((id) => labels(id)), ...labels(null, checkoutToken, cartToken, orderId)];
      return activeBy(wanted, mail?.runId);
    },
    activeOf: (contactId) => activeBy(labels(contactId)),
    note(advances) {
      for (const { run } of advances) if (run) enter(run);
      noted.push(...advances);
    },
    advances: () => noted,
  };
}

const labels = (
  contactId: string | null,
  checkoutToken: string | null = null,
  cartToken: string | null = null,
  orderId: string | null = null,
): string[] =>
  Object.entries({ contactId, checkoutToken, cartToken, orderId }).flatMap(([kind, value]) =>
    value === null ? [] : `${kind}/${value}`,
  );
