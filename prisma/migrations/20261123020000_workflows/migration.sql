-- Issue: the workflow engine, whole. Runs may come again, effects are rows, caps and paces are counted.
ALTER TABLE "shops" ADD COLUMN "sending_rules" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "workflows" ADD COLUMN "rank" INTEGER;

DROP INDEX "runs_shop_id_workflow_id_key_key";
ALTER TABLE "runs" ADD COLUMN "entry" INTEGER NOT NULL DEFAULT 1;
CREATE UNIQUE INDEX "runs_shop_id_workflow_id_key_entry_key" ON "runs"("shop_id", "workflow_id", "key", "entry");

ALTER TABLE "messages" ADD COLUMN "left_at" TIMESTAMPTZ(3);
CREATE INDEX "messages_shop_id_contact_id_left_at_idx" ON "messages"("shop_id", "contact_id", "left_at");
CREATE INDEX "decisions_shop_id_workflow_id_at_idx" ON "decisions"("shop_id", "workflow_id", "at");

CREATE TABLE "effects" (
    "shop_id" INTEGER NOT NULL,
    "effect_id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "run_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "effects_pkey" PRIMARY KEY ("shop_id","effect_id")
);
CREATE UNIQUE INDEX "effects_shop_id_run_id_step_key" ON "effects"("shop_id", "run_id", "step");

CREATE TABLE "sweeps" (
    "shop_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "cursor" UUID,
    "finished_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "sweeps_pkey" PRIMARY KEY ("shop_id","kind")
);

CREATE TABLE "paces" (
    "shop_id" INTEGER NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "allowed" INTEGER NOT NULL,
    "entered" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "paces_pkey" PRIMARY KEY ("shop_id","workflow_id","day")
);

-- Serves the worker that carries effects out: those of a shop that are still to be done.
CREATE INDEX "effects_waiting_idx" ON "effects" ("shop_id", "created_at") WHERE "status" = 'waiting';

-- The catalogue by webhook: each product keeps how new its telling is, each variant when its stock was asked for.
ALTER TABLE "inbox" ADD COLUMN "awaits" TEXT;
ALTER TABLE "products" ADD COLUMN "source_order" TEXT NOT NULL DEFAULT '';
ALTER TABLE "variants" ADD COLUMN "stock_at" TIMESTAMPTZ(3);

CREATE TABLE "stock_checks" (
    "shop_id" INTEGER NOT NULL,
    "resource" TEXT NOT NULL,
    "asks" INTEGER NOT NULL DEFAULT 1,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stock_checks_pkey" PRIMARY KEY ("shop_id","resource")
);

CREATE TABLE "product_news" (
    "shop_id" INTEGER NOT NULL,
    "product_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "is_whole" BOOLEAN NOT NULL,
    "before" JSONB NOT NULL,
    "cursor" UUID,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "product_news_pkey" PRIMARY KEY ("shop_id","product_id","kind")
);

-- Serves the worker that tells contacts of a product: the shops that have news, and what is due.
CREATE INDEX "product_news_open_idx" ON "product_news" ("shop_id", "due_at") WHERE "finished_at" IS NULL;

-- Serves who wanted a product, contact after contact: looked at it, put it in the cart, asked for it, was told of it.
CREATE INDEX "events_of_product_idx" ON "events" ("shop_id", ("data"->>'productId'), "contact_id") WHERE "name" IN
  ('product.viewed', 'product.carted', 'stock.requested', 'product.restocked', 'price.dropped') AND "contact_id" IS NOT NULL;

-- Serves the same for the lines of carts and checkouts. A product's id is Shopify's, and no two shops share one.
CREATE INDEX "events_of_lines_idx" ON "events" USING GIN (jsonb_path_query_array("data", '$.lines[*].productId') jsonb_path_ops)
  WHERE "name" IN ('cart.updated', 'checkout.updated') AND "contact_id" IS NOT NULL;

-- Serves app/contacts/bring-along.ts: what lay in a cart while it was nobody's.
CREATE INDEX "events_of_nameless_cart_idx" ON "events" ("shop_id", ("data"->>'token'))
  WHERE "contact_id" IS NULL AND "name" = 'cart.updated';

-- Serves an order that is told at last: what waits for it in the inbox.
CREATE INDEX "inbox_awaiting_order_idx" ON "inbox" ("shop_id", "awaits") WHERE "status" = 'parked' AND "awaits" IS NOT NULL;

-- What was stored of the first workflow, in the words that definitions and runs have now.
UPDATE "workflow_versions" SET "definition" = "definition" || jsonb_build_object(
    'rank', 30, 'group', 'recovery', 'topic', 'reminders',
    'trigger', "definition"->'trigger' || '{"oneRunPer": "checkout", "where": []}',
    'audience', replace(replace(("definition"->'audience')::text, 'online-checkout', 'online'), 'something-in-checkout',
      'something-in-it')::jsonb)
  WHERE "definition"->'trigger'->>'oneRunPer' = 'token';
UPDATE "runs" SET "state" = jsonb_build_object(
    'step', "state"->'step', 'done', "state"->'queued', 'restarts', "state"->'restarts', 'taken', '{}'::jsonb,
    'heard', '[]'::jsonb, 'isHeldOut', false, 'about', jsonb_build_object('checkoutToken', "key", 'cartToken', NULL,
      'orderId', NULL, 'productIds', '[]'::jsonb, 'fields', '{}'::jsonb))
  WHERE "state" ? 'queued';

-- Daily looks over a shop's contacts (app/contacts/sweeps/): who is away and was not yet told to be, newest first,
-- whose birthday it is, whose first order had this day.
ALTER TABLE "contacts" ADD COLUMN "inactive_after" TIMESTAMPTZ(3);
CREATE INDEX "contacts_shop_id_first_order_at_idx" ON "contacts"("shop_id", "first_order_at");
CREATE INDEX "contacts_silent_idx" ON "contacts" ("shop_id", "last_order_at" DESC, "contact_id") INCLUDE ("orders_count", "first_order_at")
  WHERE "merged_into" IS NULL AND "last_order_at" IS NOT NULL AND ("inactive_after" IS NULL OR "inactive_after" < "last_order_at");
CREATE INDEX "contacts_birthday_idx" ON "contacts" ("shop_id", right(coalesce("custom"->>'birthday', "custom"->>'date_of_birth'), 5), "contact_id")
  WHERE "merged_into" IS NULL AND coalesce("custom"->>'birthday', "custom"->>'date_of_birth') IS NOT NULL;
