import { expect, it } from "vitest";
import { readForm } from "~/contacts/files/read-form";

function sent(fields: Record<string, string | File>) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return readForm(new Request("http://localhost/app/import", { method: "POST", body }));
}

it("a file comes with its name, its bytes and the merchant's words", async () => {
  const file = new File(["email\nö@example.com\n"], "people.csv");
  expect(await sent({ kind: "import-contacts", wording: "At the counter", file })).toEqual({
    kind: "import-contacts",
    wording: "At the counter",
    file: { name: "people.csv", content: Buffer.from("email\nö@example.com\n") },
  });
});

it("without a file there is none", async () => {
  expect(await sent({ kind: "import-suppressions", wording: "" })).toMatchObject({ file: null });
});

it("another kind is refused", async () => {
  await expect(sent({ kind: "import-orders", wording: "" })).rejects.toThrow();
});
