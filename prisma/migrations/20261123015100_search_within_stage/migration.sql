-- A text that is common, in a stage where it is not: with the stage in the index the two are crossed there, and no
-- contact is read in vain (app/reports/contact-list.ts).
DROP INDEX "contacts_search_idx";
CREATE INDEX "contacts_search_idx" ON "contacts" USING gin ("shop_id", "stage",
  (coalesce("first_name", '') || ' ' || coalesce("last_name", '') || ' ' || coalesce("email", '')) gin_trgm_ops)
  WHERE "merged_into" IS NULL;
