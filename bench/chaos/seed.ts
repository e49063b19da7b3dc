import { z } from "zod";
import { pool } from "~/db.server";
import { reportsUrl } from "~/delivery/connect-reports";
import { saveSendgridKey } from "~/delivery/sendgrid-key";
import { openMeasuredShop } from "../measured-shop";
import { answerQuestions } from "../side-process";
import type { ChaosShop } from "./evidence";
import { domainOf } from "./shoppers";

const question = z.object({ shops: z.int() });

// Opens the shops, with their SendGrid connected as a merchant connects it: it will report to the app. One account of
// two shops or more is told of each other's mails. Answers with them.
answerQuestions(async (asked) => {
  const shops: ChaosShop[] = [];
  for (let shop = 0; shop < question.parse(asked).shops; shop += 1) {
    const shopId = await openMeasuredShop(domainOf(shop), new Date());
    // One that the sandbox's SendGrid knows.
    await pool.query("UPDATE shops SET sender_email = 'hello@lantern-lane.example' WHERE shop_id = $1", [shopId]);
    const saved = await saveSendgridKey(shopId, `SG.sandbox-chaos-${shop}`);
    if (!saved.ok) throw new Error(saved.problem);
    if (!saved.reports.ok) throw new Error(saved.reports.problem);
    shops.push({ shopId, reportsUrl: reportsUrl(shopId) });
  }
  await pool.end();
  return shops;
});
