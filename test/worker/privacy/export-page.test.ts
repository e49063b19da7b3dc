import { expect, it } from "vitest";
import { exportPage } from "~/worker/privacy/export-page";

const evil = `</script><script>alert(1)</script><img src=x onerror=alert(2)>`;

it("a name that is markup stays a name, in the page and in its JSON", () => {
  const page = exportPage({
    shopName: `Lantern ${evil}`,
    timezone: "Europe/Berlin",
    at: new Date("2026-11-23T12:00:00Z"),
    records: new Map([
      ["contacts", [{ contact_id: "1", first_name: evil, custom: { size: evil }, created_at: "2026-11-01T10:00:00Z" }]],
      ["a table of a later migration", [{ note: evil }]],
    ]),
  });
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page).not.toContain("<img");
  const json = JSON.parse(/<script[^>]*>([\s\S]*)<\/script>/.exec(page)?.[1] ?? "");
  expect(json["a table of a later migration"]).toEqual([{ note: evil }]);
  expect(page).toContain("23 Nov 2026, 13:00");
});
