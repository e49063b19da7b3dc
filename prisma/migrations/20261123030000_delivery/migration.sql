-- Delivery: what SendGrid tells back, links of our own, preferences, domains, breakers and pauses.
ALTER TABLE "shops" ADD COLUMN "link_domain" TEXT,
ADD COLUMN "is_sandboxed" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "webhook_id" TEXT,
ADD COLUMN "webhook_key" TEXT,
ADD COLUMN "breaker_until" TIMESTAMPTZ(3),
ADD COLUMN "breaker_reason" TEXT;

ALTER TABLE "workflows" ADD COLUMN "pause_reason" TEXT,
ADD COLUMN "paused_at" TIMESTAMPTZ(3);

ALTER TABLE "messages" ADD COLUMN "links" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN "provider_state" TEXT,
ADD COLUMN "provider_state_at" TIMESTAMPTZ(3),
ADD COLUMN "opened_at" TIMESTAMPTZ(3),
ADD COLUMN "clicked_at" TIMESTAMPTZ(3);

ALTER TABLE "suppressions" ADD COLUMN "source" TEXT NOT NULL DEFAULT '';

CREATE TABLE "link_hits" (
    "shop_id" INTEGER NOT NULL,
    "hit_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "link" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "verdict" TEXT,
    "why" TEXT,

    CONSTRAINT "link_hits_pkey" PRIMARY KEY ("shop_id","hit_id")
);
CREATE INDEX "link_hits_shop_id_message_id_at_idx" ON "link_hits"("shop_id", "message_id", "at");

CREATE TABLE "preferences" (
    "shop_id" INTEGER NOT NULL,
    "contact_id" UUID NOT NULL,
    "topics_off" TEXT[],
    "most_per_week" INTEGER,
    "paused_until" TIMESTAMPTZ(3),
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "preferences_pkey" PRIMARY KEY ("shop_id","contact_id")
);

CREATE TABLE "sender_domains" (
    "shop_id" INTEGER NOT NULL,
    "domain" TEXT NOT NULL,
    "domain_id" TEXT NOT NULL,
    "records" JSONB NOT NULL,
    "is_valid" BOOLEAN NOT NULL DEFAULT false,
    "checked_at" TIMESTAMPTZ(3),

    CONSTRAINT "sender_domains_pkey" PRIMARY KEY ("shop_id","domain")
);

-- Serves the worker that judges link hits: those that are still to be judged.
CREATE INDEX "link_hits_open_idx" ON "link_hits" ("shop_id", "at") WHERE "verdict" IS NULL;

-- Serves the page of mails that may or may not have left, and the merchant's choice about them.
CREATE INDEX "messages_unknown_idx" ON "messages" ("shop_id", "left_at") WHERE "status" = 'unknown';
