-- What keeps sending healthy: how often in a row the breaker opened, what a key may do, whether the sender is verified,
-- and which workflows are to be weighed because of bounces and complaints.
ALTER TABLE "shops" ADD COLUMN "breaker_trips" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "breaker_said" TEXT,
ADD COLUMN "sendgrid_scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN "sender_standing" TEXT;

ALTER TABLE "workflows" ADD COLUMN "resumed_at" TIMESTAMPTZ(3),
ADD COLUMN "harmed_at" TIMESTAMPTZ(3);

-- Serves app/delivery/harm.ts: workflows that SendGrid told something bad of since they were last weighed.
CREATE INDEX "workflows_harmed_idx" ON "workflows" ("shop_id", "workflow_id") WHERE "harmed_at" IS NOT NULL;
