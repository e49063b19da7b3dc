import { pool } from "~/db.server";
import { refreshStages } from "~/worker/refresh-stages";

await pool.query("update shops set stage_thresholds_at = now() - interval '2 day', stage_cursor = null");
let t = performance.now(),
  n = 0,
  first = 0;
while (await refreshStages()) {
  n++;
  if (n === 1) first = performance.now() - t;
}
console.log(n, "batches", (performance.now() - t).toFixed(0), "ms; first", first.toFixed(0));
await pool.query("update contacts set stage='prospect' where shop_id=1");
await pool.query("update shops set stage_thresholds_at = null, stage_cursor = null");
(t = performance.now()), (n = 0);
while (await refreshStages()) {
  n++;
  if (n === 1) first = performance.now() - t;
}
console.log(n, "all moved", (performance.now() - t).toFixed(0), "ms; first", first.toFixed(0));
await pool.end();
