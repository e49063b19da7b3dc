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
CREATE INDEX "contacts_shop_id_stage_idx" ON "contacts"("shop_id", "stage");

-- CreateIndex
CREATE INDEX "contacts_shop_id_seen_at_idx" ON "contacts"("shop_id", "seen_at");

-- CreateIndex
CREATE INDEX "events_shop_id_name_occurred_at_contact_id_idx" ON "events"("shop_id", "name", "occurred_at", "contact_id");

