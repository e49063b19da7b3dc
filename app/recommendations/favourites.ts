import { favouriteCollection } from "./favourite-collection";
import type { Person } from "./person";
import type { ListKind } from "./product-list";

/** A part of the range that somebody likes, by the list of what sells best there. */
export interface Favourite {
  readonly list: Extract<ListKind, "best-of-type" | "best-of-collection">;
  readonly name: string;
}

/** The categories that somebody buys from and looks at, the likeliest first; where the merchant names no types, a collection. */
export function favouritesOf(person: Person, at: Date): readonly Favourite[] {
  const types = favouriteTypes(person);
  if (types.length > 0) return types.map((name) => ({ list: "best-of-type", name }));
  const name = favouriteCollection(
    [
      ...person.bought.map((deed) => ({ kind: "bought" as const, ...deed })),
      ...person.viewed.map((deed) => ({ kind: "viewed" as const, ...deed })),
    ],
    at,
  );
  return name === null ? [] : [{ list: "best-of-collection", name }];
}

/** The types that somebody buys and looks at, the likeliest first; a purchase counts as three looks. */
function favouriteTypes({ bought, viewed }: Person): readonly string[] {
  const points = new Map<string, number>();
  const note = (deeds: Person["bought"], worth: number) => {
    for (const { type } of deeds) {
      if (type) points.set(type, (points.get(type) ?? 0) + worth);
    }
  };
  note(bought, 3);
  note(viewed, 1);
  return [...points]
    .sort((a, b) => b[1] - a[1])
    .map(([type]) => type)
    .slice(0, 2);
}
