-- The list of suppressions, newest first, whole or of one reason or source (app/reports/suppression-list.ts).
CREATE INDEX "suppressions_shop_id_since_email_reason_idx" ON "suppressions"("shop_id", "since", "email", "reason");
CREATE INDEX "suppressions_shop_id_reason_since_email_idx" ON "suppressions"("shop_id", "reason", "since", "email");
CREATE INDEX "suppressions_shop_id_source_since_email_idx" ON "suppressions"("shop_id", "source", "since", "email");

-- A part of an address. Partial only so that the schema's own language, which knows no such index, passes over it.
CREATE INDEX "suppressions_search_idx" ON "suppressions" USING gin ("shop_id", "email" gin_trgm_ops) WHERE "email" <> '';
