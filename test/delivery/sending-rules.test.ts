import { afterAll, describe, expect, test } from "vitest";
import { pool } from "~/db.server";
import { loadSendingRules, saveSendingRules, sendingRulesFields } from "~/delivery/sending-rules";
import { aShop } from "./a-shop";

afterAll(() => pool.end());

const form = { perDay: "2", perWeek: "5", quietFrom: "22", quietTo: "7", isAdaptive: "false" };

test("a shop that set none has the defaults; what it saves is what its form shows", async () => {
  const shopId = await aShop();
  const defaults = { perDay: 1, perWeek: 3, quietHours: { from: 21, to: 8 }, isAdaptive: true };
  expect(await loadSendingRules(shopId)).toEqual(defaults);
  expect(await saveSendingRules(shopId, form)).toEqual({ ok: true });
  expect(sendingRulesFields(await loadSendingRules(shopId))).toEqual(form);
});

describe("refused, beside the field, and nothing is saved", () => {
  test.each<[string, object, object]>([
    ["no number", { perDay: "many" }, { perDay: "Enter a whole number." }],
    ["none at all", { perWeek: "0" }, { perWeek: "At least 1." }],
    ["too many", { perDay: "11", perWeek: "20" }, { perDay: "At most 10." }],
    [
      "fewer a week than a day",
      { perDay: "4", perWeek: "3" },
      { perWeek: "A week cannot hold fewer mails than a day." },
    ],
    [
      "a day that is quiet from end to end",
      { quietFrom: "0", quietTo: "24" },
      { quietTo: "The whole day would be quiet, and no mail could leave. Leave some hours to send in." },
    ],
  ])("%s", async (_what, change, errors) => {
    const shopId = await aShop();
    expect(await saveSendingRules(shopId, { ...form, ...change })).toEqual({ ok: false, errors });
    expect((await loadSendingRules(shopId)).perDay).toBe(1);
  });
});

test("the same hour twice: no quiet hours", async () => {
  const shopId = await aShop();
  expect(await saveSendingRules(shopId, { ...form, quietFrom: "9", quietTo: "9" })).toEqual({ ok: true });
});
