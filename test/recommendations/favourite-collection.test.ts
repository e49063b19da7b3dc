import { expect, it } from "vitest";
import { favouriteCollection, type ProductSignal } from "~/recommendations/favourite-collection";

const at = new Date("2026-11-23T12:00:00Z");
const signal = (kind: "viewed" | "bought", daysAgo: number, ...collections: string[]): ProductSignal => ({
  kind,
  at: new Date(at.getTime() - daysAgo * 86_400_000),
  collections,
});

it("is what was dealt with most, lately more than long ago, bought more than seen", () => {
  const light = [signal("viewed", 1, "Light"), signal("viewed", 2, "Light")];
  expect(favouriteCollection(light, at)).toBe("Light");
  expect(favouriteCollection([...light, signal("bought", 3, "Table")], at)).toBe("Table");
  expect(favouriteCollection([...light, signal("bought", 120, "Table")], at)).toBe("Light");
});

it("is none without a sign of late, and not the one that holds everything", () => {
  expect(favouriteCollection([], at)).toBeNull();
  expect(favouriteCollection([signal("viewed", 170, "Light")], at)).toBeNull();
  const everywhere = [
    signal("viewed", 1, "All", "Light"),
    signal("viewed", 1, "All", "Table"),
    signal("viewed", 1, "Light"),
  ];
  expect(favouriteCollection(everywhere, at)).toBe("Light");
});
