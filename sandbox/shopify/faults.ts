import { GraphQLError } from "graphql";

/** Failures of the Admin API on request: the next so many calls of a field fail as Shopify's own do. */
export interface Faults {
  failNext(field: string, times: number): void;
  /** Throws when a failure of this field was asked for and is still owed. */
  strike(field: string): void;
}

export function createFaults(): Faults {
  const owed = new Map<string, number>();
  return {
    failNext: (field, times) => void owed.set(field, times),
    strike(field) {
      const left = owed.get(field) ?? 0;
      if (left === 0) return;
      owed.set(field, left - 1);
      throw new GraphQLError("Internal error. Looks like something went wrong on our end.", {
        extensions: { code: "INTERNAL_SERVER_ERROR" },
      });
    },
  };
}
