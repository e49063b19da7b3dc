-- AlterTable
ALTER TABLE "contacts" ADD COLUMN     "address_problem" TEXT,
ADD COLUMN     "city" TEXT,
ADD COLUMN     "custom" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "first_order_at" TIMESTAMPTZ(3),
ADD COLUMN     "last_order_at" TIMESTAMPTZ(3),
ADD COLUMN     "merged_into" UUID,
ADD COLUMN     "orders_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "profile_clock" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "seen_at" TIMESTAMPTZ(3),
ADD COLUMN     "spent_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "stage" TEXT NOT NULL DEFAULT 'prospect',
ADD COLUMN     "stage_at" TIMESTAMPTZ(3),
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "timezone" TEXT;

-- AlterTable
ALTER TABLE "events" ADD COLUMN     "visitor" TEXT;

-- CreateTable
CREATE TABLE "consent_changes" (
    "shop_id" INTEGER NOT NULL,
    "change_id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "wording" TEXT,
    "applied" BOOLEAN NOT NULL,
    "heard_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_changes_pkey" PRIMARY KEY ("shop_id","change_id")
);

-- CreateTable
CREATE TABLE "consent_writes" (
    "shop_id" INTEGER NOT NULL,
    "contact_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL,
    "error" TEXT,

    CONSTRAINT "consent_writes_pkey" PRIMARY KEY ("shop_id","contact_id")
);

-- CreateTable
CREATE TABLE "imports" (
    "shop_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "operation_id" TEXT,
    "url" TEXT,
    "total_lines" INTEGER,
    "done_lines" INTEGER NOT NULL DEFAULT 0,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "imports_pkey" PRIMARY KEY ("shop_id","kind")
);

-- CreateTable
CREATE TABLE "segments" (
    "shop_id" INTEGER NOT NULL,
    "segment_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "rule" JSONB NOT NULL,
    "members" INTEGER NOT NULL DEFAULT 0,
    "counted_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "segments_pkey" PRIMARY KEY ("shop_id","segment_id")
);

-- CreateTable
CREATE TABLE "segment_members" (
    "shop_id" INTEGER NOT NULL,
    "segment_id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "segment_members_pkey" PRIMARY KEY ("shop_id","segment_id","contact_id")
);

-- CreateTable
CREATE TABLE "stage_flows" (
    "shop_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "from_stage" TEXT NOT NULL,
    "to_stage" TEXT NOT NULL,
    "contacts" INTEGER NOT NULL,

    CONSTRAINT "stage_flows_pkey" PRIMARY KEY ("shop_id","day","from_stage","to_stage")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "shop_id" INTEGER NOT NULL,
    "key_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("shop_id","key_id")
);

-- CreateTable
CREATE TABLE "file_jobs" (
    "shop_id" INTEGER NOT NULL,
    "job_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "file_name" TEXT NOT NULL,
    "content" BYTEA,
    "total_rows" INTEGER,
    "done_rows" INTEGER NOT NULL DEFAULT 0,
    "errors" TEXT NOT NULL DEFAULT '',
    "error_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "file_jobs_pkey" PRIMARY KEY ("shop_id","job_id")
);

-- CreateTable
CREATE TABLE "privacy_requests" (
    "shop_id" INTEGER NOT NULL,
    "request_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "export" TEXT,

    CONSTRAINT "privacy_requests_pkey" PRIMARY KEY ("shop_id","request_id")
);

-- CreateIndex
CREATE INDEX "consent_changes_shop_id_contact_id_at_idx" ON "consent_changes"("shop_id", "contact_id", "at");

-- CreateIndex
CREATE INDEX "consent_writes_shop_id_next_try_at_idx" ON "consent_writes"("shop_id", "next_try_at");

-- CreateIndex
CREATE INDEX "segment_members_shop_id_contact_id_idx" ON "segment_members"("shop_id", "contact_id");

-- CreateIndex
CREATE INDEX "contacts_shop_id_seen_at_idx" ON "contacts"("shop_id", "seen_at");

-- CreateIndex
CREATE INDEX "events_shop_id_name_occurred_at_contact_id_idx" ON "events"("shop_id", "name", "occurred_at", "contact_id");

-- Lifecycle stages: what a shop's own repeat gaps say, and how far the daily turn has come.
ALTER TABLE "shops" ADD COLUMN     "stage_cursor" UUID,
ADD COLUMN     "stage_thresholds" JSONB,
ADD COLUMN     "stage_thresholds_at" TIMESTAMPTZ(3);

-- Contacts of one stage, newest first, and how many each stage has (app/reports/contact-list.ts, stage-figures.ts).
CREATE INDEX "contacts_of_stage_idx" ON "contacts" ("shop_id", "stage", "contact_id") WHERE "merged_into" IS NULL;

-- A part of a name or of an address (app/reports/contact-list.ts). Both are trusted extensions: whoever may create
-- in the database may create them. https://www.postgresql.org/docs/current/pgtrgm.html
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE INDEX "contacts_search_idx" ON "contacts" USING gin ("shop_id",
  (coalesce("first_name", '') || ' ' || coalesce("last_name", '') || ' ' || coalesce("email", '')) gin_trgm_ops)
  WHERE "merged_into" IS NULL;

-- What is missing or cannot work (app/reports/data-quality.ts). A contact of whom all is known is in none of them.
CREATE INDEX "contacts_problem_idx" ON "contacts" ("shop_id", "address_problem", "consent", "contact_id")
  WHERE "address_problem" IS NOT NULL AND "merged_into" IS NULL;
CREATE INDEX "contacts_unreachable_idx" ON "contacts" ("shop_id", "contact_id") WHERE "email" IS NULL AND "merged_into" IS NULL;
CREATE INDEX "contacts_nameless_idx" ON "contacts" ("shop_id", "contact_id")
  WHERE "first_name" IS NULL AND "last_name" IS NULL AND "merged_into" IS NULL;
CREATE INDEX "contacts_placeless_idx" ON "contacts" ("shop_id", "contact_id")
  WHERE "country" IS NULL AND "timezone" IS NULL AND "merged_into" IS NULL;
CREATE INDEX "contacts_speechless_idx" ON "contacts" ("shop_id", "contact_id") WHERE "locale" IS NULL AND "merged_into" IS NULL;

-- What was held back for want of an address that works (app/reports/data-quality.ts).
CREATE INDEX "decisions_for_address_idx" ON "decisions" ("shop_id", "at")
  WHERE "rule" IN ('address-problem', 'no-address', 'reachable');

-- The pace of a key of the public API, where a file job is, what it was told, what it left as it was.
ALTER TABLE "api_keys" ADD COLUMN "busy_until" TIMESTAMPTZ(3);
ALTER TABLE "file_jobs" ADD COLUMN "done_bytes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "kept_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "wording" TEXT;

-- A file is read slice by slice: not compressed, so that a slice is found without unpacking what is before it.
ALTER TABLE "file_jobs" ALTER COLUMN "content" SET STORAGE EXTERNAL;

-- Segments: one name each, who evaluates one has it until the lease ends, and the Shopify segments that rules ask for.
ALTER TABLE "segments" ADD COLUMN "lease_until" TIMESTAMPTZ(3);
CREATE UNIQUE INDEX "segments_shop_id_name_key" ON "segments"("shop_id", "name");

CREATE TABLE "shopify_segments" (
    "shop_id" INTEGER NOT NULL,
    "shopify_segment_id" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),
    "problem" TEXT,

    CONSTRAINT "shopify_segments_pkey" PRIMARY KEY ("shop_id","shopify_segment_id")
);

CREATE TABLE "shopify_segment_members" (
    "shop_id" INTEGER NOT NULL,
    "shopify_segment_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shopify_segment_members_pkey" PRIMARY KEY ("shop_id","shopify_segment_id","customer_id")
);

-- Imports: where the next unread thing begins in the file, things beside lines, and tries since it last moved.
ALTER TABLE "imports" ADD COLUMN "total_items" INTEGER,
ADD COLUMN "done_items" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "done_bytes" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN "left_out" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0;

-- Serves app/worker/import-store.ts: imports that are under way. One that is done costs nothing.
CREATE INDEX "imports_open_idx" ON "imports"("shop_id", "lease_until") WHERE "status" <> 'done';

-- The catalogue's lease is its import's, shops from before there were imports are read anew.
ALTER TABLE "shops" DROP COLUMN "catalogue_lease_until";
INSERT INTO "imports" ("shop_id", "kind", "status", "asked_at")
SELECT "shop_id", "kind", 'waiting', now() FROM "shops", unnest(ARRAY['products', 'customers', 'orders']) AS "kind"
WHERE "opened_at" IS NOT NULL AND "uninstalled_at" IS NULL;

-- Privacy: what the merchant granted, where a placeholder's deliveries went, how a request fares, and whom not to mail
-- although we no longer know who it is.
ALTER TABLE "shops" ADD COLUMN     "joined_to" INTEGER,
ADD COLUMN     "scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "scopes_at" TIMESTAMPTZ(3);

ALTER TABLE "privacy_requests" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "error" TEXT,
ADD COLUMN     "fetched_at" TIMESTAMPTZ(3),
ADD COLUMN     "next_try_at" TIMESTAMPTZ(3),
ADD COLUMN     "outcome" TEXT;

CREATE TABLE "erased_addresses" (
    "shop_id" INTEGER NOT NULL,
    "address_hash" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "erased_addresses_pkey" PRIMARY KEY ("shop_id","address_hash","reason")
);

-- Serves app/worker/carry-out-privacy.ts: requests that are still to be carried out.
CREATE INDEX "privacy_requests_open_idx" ON "privacy_requests" ("shop_id", "received_at") WHERE "done_at" IS NULL;

-- Serves app/worker/shops-with-work.ts: what is read of a store that has not opened the app yet (`shopTopics` in
-- app/events/topics.ts). Such deliveries are rare, so that the index is nearly empty.
CREATE INDEX "inbox_about_shop_idx" ON "inbox" ("shop_id") WHERE "status" = 'waiting' AND "topic" IN
  ('app/uninstalled', 'app/scopes_update', 'shop/update', 'customers/data_request', 'customers/redact', 'shop/redact');

-- Serves app/worker/sweep-inbox.ts: delivery ids that are old enough to be forgotten.
CREATE INDEX "inbox_done_idx" ON "inbox" ("shop_id", "received_at") WHERE "status" = 'done';

-- Serves app/contacts/files/file-job.ts: which shops have a file to read, and which file is next.
CREATE INDEX "file_jobs_waiting_idx" ON "file_jobs"("shop_id", "job_id") WHERE "status" IN ('waiting', 'reading');

-- Identity: whose a key is goes by the newest telling, consent is said of an address, a wish may have to wait.
ALTER TABLE "contact_identities" ADD COLUMN "source_order" TEXT NOT NULL DEFAULT '';
ALTER TABLE "consent_changes" ADD COLUMN "email" TEXT;
ALTER TABLE "consent_writes" ALTER COLUMN "next_try_at" DROP NOT NULL;

-- Serve app/contacts/bring-along.ts: what was heard of a browser or a checkout while it was nobody's.
CREATE INDEX "events_of_visitor_idx" ON "events" ("shop_id", "visitor") WHERE "contact_id" IS NULL AND "visitor" IS NOT NULL;
CREATE INDEX "events_of_nameless_checkout_idx" ON "events" ("shop_id", ("data"->>'token'))
  WHERE "contact_id" IS NULL AND "name" = 'checkout.updated';

-- Serves app/contacts/merge-rows.ts: a survivor that is merged in its turn.
CREATE INDEX "contacts_merged_idx" ON "contacts" ("shop_id", "merged_into") WHERE "merged_into" IS NOT NULL;
