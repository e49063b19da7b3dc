import type { PoolClient } from "pg";
import type { Contact } from "~/contacts/contact";
import { findDates, type OneOfTheDay, tellDates } from "~/contacts/sweeps/find-dates";
import { findInactive, type Silent } from "~/contacts/sweeps/find-inactive";
import { findUsedUp, type UsedUp } from "~/contacts/sweeps/find-used-up";
import { learnRebuys } from "~/contacts/sweeps/learn-rebuys";
import type { Noticed } from "~/contacts/sweeps/noticed";
import type { Found } from "~/contacts/sweeps/swept-shop";
import { tellInactive } from "~/contacts/sweeps/tell-inactive";
import { tellUsedUp } from "~/contacts/sweeps/tell-used-up";
import { liveVersions } from "~/workflows/versions";
import { placesLeft, takePlaces } from "./pace-entry";
import type { Sweep } from "./sweep-store";

const beforeAll = "00000000-0000-0000-0000-000000000000";

/** One kind of look: what it finds without a lock, and what it says of a batch of that under the shop's. */
export interface Look<T extends { readonly contactId: string }> {
  find(sql: PoolClient, sweep: Sweep, at: Date): Promise<Found<T>>;
  tell(
    sql: PoolClient,
    sweep: Sweep,
    found: readonly T[],
    contacts: ReadonlyMap<string, Contact>,
    at: Date,
  ): Promise<Noticed[]>;
  /** Whether contacts come in the order of their ids, so that the last one's says how far it has come. */
  readonly isInOrder: boolean;
}

export const dates: Look<OneOfTheDay> = {
  find: (sql, sweep) => findDates(sql, sweep, sweep.cursor ?? beforeAll),
  tell: async (_sql, sweep, found, contacts, at) => tellDates(sweep, found, contacts, at),
  isInOrder: true,
};

export const replenishment: Look<UsedUp> = {
  async find(sql, sweep) {
    const everyDays = await learnRebuys(sql, sweep);
    return everyDays.size === 0
      ? { found: [], next: null }
      : findUsedUp(sql, sweep, everyDays, sweep.cursor ?? beforeAll);
  },
  tell: (sql, { shopId }, found, _contacts, at) => tellUsedUp(sql, shopId, found, at),
  isInOrder: true,
};

/** Whom it told of is marked with the contact, so that the newest can go first. */
export const inactive: Look<Silent> = {
  async find(sql, sweep, at) {
    const places = await placesLeft(sql, sweep, await workflowsForInactive(sql, sweep.shopId), at);
    return findInactive(sql, sweep, places);
  },
  async tell(sql, sweep, found, _contacts, at) {
    const noticed = await tellInactive(sql, sweep, found, at);
    const told = new Set(noticed.map(({ contactId }) => contactId));
    const entered = found.filter(({ contactId, isPaced }) => isPaced && told.has(contactId)).length;
    await takePlaces(sql, sweep, await workflowsForInactive(sql, sweep.shopId), entered);
    return noticed;
  },
  isInOrder: false,
};

async function workflowsForInactive(sql: PoolClient, shopId: number): Promise<string[]> {
  const live = await liveVersions(sql, shopId);
  return live.flatMap(({ version: { definition } }) =>
    definition.trigger.event === "contact.inactive" ? [definition.id] : [],
  );
}
