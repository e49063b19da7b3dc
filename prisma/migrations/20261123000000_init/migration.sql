-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "shop_domains" (
    "domain" TEXT NOT NULL,
    "shop_id" SERIAL NOT NULL,

    CONSTRAINT "shop_domains_pkey" PRIMARY KEY ("domain")
);

-- CreateTable
CREATE TABLE "shops" (
    "shop_id" INTEGER NOT NULL,
    "domain" TEXT NOT NULL,
    "shopify_id" TEXT,
    "name" TEXT NOT NULL DEFAULT '',
    "email" TEXT,
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "timezone" TEXT NOT NULL DEFAULT 'UTC',
    "country" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "storefront_url" TEXT,
    "opened_at" TIMESTAMPTZ(3),
    "uninstalled_at" TIMESTAMPTZ(3),
    "catalogue_at" TIMESTAMPTZ(3),
    "catalogue_lease_until" TIMESTAMPTZ(3),
    "sender_name" TEXT,
    "sender_email" TEXT,
    "reply_to" TEXT,
    "postal_address" TEXT,
    "sendgrid_key" TEXT,
    "brand" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shops_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "inbox" (
    "shop_id" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "delivery_id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "event_id" TEXT,
    "api_version" TEXT,
    "triggered_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "payload" BYTEA,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("shop_id","source","delivery_id")
);

-- CreateTable
CREATE TABLE "contacts" (
    "shop_id" INTEGER NOT NULL,
    "contact_id" UUID NOT NULL,
    "customer_id" TEXT,
    "email" TEXT,
    "first_name" TEXT,
    "last_name" TEXT,
    "locale" TEXT,
    "country" TEXT,
    "region" TEXT,
    "consent" TEXT NOT NULL DEFAULT 'NOT_SUBSCRIBED',
    "consent_at" TIMESTAMPTZ(3),
    "consent_source" TEXT,
    "profile_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "contacts_pkey" PRIMARY KEY ("shop_id","contact_id")
);

-- CreateTable
CREATE TABLE "contact_identities" (
    "shop_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "contact_id" UUID NOT NULL,

    CONSTRAINT "contact_identities_pkey" PRIMARY KEY ("shop_id","kind","value")
);

-- CreateTable
CREATE TABLE "events" (
    "shop_id" INTEGER NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "event_id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "contact_id" UUID,
    "data" JSONB NOT NULL,

    CONSTRAINT "events_pkey" PRIMARY KEY ("shop_id","occurred_at","event_id")
);

-- CreateTable
CREATE TABLE "checkouts" (
    "shop_id" INTEGER NOT NULL,
    "token" TEXT NOT NULL,
    "cart_token" TEXT,
    "contact_id" UUID,
    "email" TEXT,
    "channel" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "source_order" TEXT NOT NULL,
    "completed_at" TIMESTAMPTZ(3),
    "recovery_url" TEXT,
    "currency" TEXT NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "lines" JSONB NOT NULL,

    CONSTRAINT "checkouts_pkey" PRIMARY KEY ("shop_id","token")
);

-- CreateTable
CREATE TABLE "orders" (
    "shop_id" INTEGER NOT NULL,
    "order_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "contact_id" UUID,
    "email" TEXT,
    "checkout_token" TEXT,
    "cart_token" TEXT,
    "channel" TEXT NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "source_order" TEXT NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "currency" TEXT NOT NULL,
    "total_minor" BIGINT NOT NULL,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- CreateTable
CREATE TABLE "order_lines" (
    "shop_id" INTEGER NOT NULL,
    "order_id" TEXT NOT NULL,
    "line_id" TEXT NOT NULL,
    "product_id" TEXT,
    "variant_id" TEXT,
    "title" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "price_minor" BIGINT NOT NULL,

    CONSTRAINT "order_lines_pkey" PRIMARY KEY ("shop_id","order_id","line_id")
);

-- CreateTable
CREATE TABLE "products" (
    "shop_id" INTEGER NOT NULL,
    "product_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "vendor" TEXT NOT NULL DEFAULT '',
    "type" TEXT NOT NULL DEFAULT '',
    "tags" TEXT[],
    "collections" TEXT[],
    "image_url" TEXT,
    "image_alt" TEXT,
    "is_published" BOOLEAN NOT NULL,
    "published_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "products_pkey" PRIMARY KEY ("shop_id","product_id")
);

-- CreateTable
CREATE TABLE "variants" (
    "shop_id" INTEGER NOT NULL,
    "variant_id" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "price_minor" BIGINT NOT NULL,
    "compare_at_minor" BIGINT,
    "is_available" BOOLEAN NOT NULL,
    "image_url" TEXT,

    CONSTRAINT "variants_pkey" PRIMARY KEY ("shop_id","variant_id")
);

-- CreateTable
CREATE TABLE "product_neighbours" (
    "shop_id" INTEGER NOT NULL,
    "product_id" TEXT NOT NULL,
    "neighbour_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "product_neighbours_pkey" PRIMARY KEY ("shop_id","product_id","kind","neighbour_id")
);

-- CreateTable
CREATE TABLE "workflows" (
    "shop_id" INTEGER NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "is_on" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "workflows_pkey" PRIMARY KEY ("shop_id","workflow_id")
);

-- CreateTable
CREATE TABLE "workflow_versions" (
    "shop_id" INTEGER NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "definition" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "workflow_versions_pkey" PRIMARY KEY ("shop_id","workflow_id","version")
);

-- CreateTable
CREATE TABLE "runs" (
    "shop_id" INTEGER NOT NULL,
    "run_id" UUID NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "contact_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "triggered_at" TIMESTAMPTZ(3) NOT NULL,
    "state" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "wake_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "runs_pkey" PRIMARY KEY ("shop_id","run_id")
);

-- CreateTable
CREATE TABLE "decisions" (
    "shop_id" INTEGER NOT NULL,
    "decision_id" UUID NOT NULL,
    "contact_id" UUID,
    "workflow_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "run_id" UUID,
    "step" TEXT,
    "outcome" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "decisions_pkey" PRIMARY KEY ("shop_id","decision_id")
);

-- CreateTable
CREATE TABLE "messages" (
    "shop_id" INTEGER NOT NULL,
    "message_id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "run_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "reason" TEXT,
    "send_at" TIMESTAMPTZ(3) NOT NULL,
    "useful_until" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "email" TEXT,
    "subject" TEXT,
    "inputs" JSONB,
    "provider_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "messages_pkey" PRIMARY KEY ("shop_id","message_id")
);

-- CreateTable
CREATE TABLE "suppressions" (
    "shop_id" INTEGER NOT NULL,
    "email" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "suppressions_pkey" PRIMARY KEY ("shop_id","email","reason")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "isOnline" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMP(3),
    "accessToken" TEXT NOT NULL,
    "userId" BIGINT,
    "firstName" TEXT,
    "lastName" TEXT,
    "email" TEXT,
    "accountOwner" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT,
    "collaborator" BOOLEAN DEFAULT false,
    "emailVerified" BOOLEAN DEFAULT false,
    "refreshToken" TEXT,
    "refreshTokenExpires" TIMESTAMP(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "shop_domains_shop_id_idx" ON "shop_domains"("shop_id");

-- CreateIndex
CREATE INDEX "contacts_shop_id_email_idx" ON "contacts"("shop_id", "email");

-- CreateIndex
CREATE INDEX "contact_identities_shop_id_contact_id_idx" ON "contact_identities"("shop_id", "contact_id");

-- CreateIndex
CREATE INDEX "events_shop_id_contact_id_occurred_at_idx" ON "events"("shop_id", "contact_id", "occurred_at");

-- CreateIndex
CREATE INDEX "checkouts_shop_id_contact_id_idx" ON "checkouts"("shop_id", "contact_id");

-- CreateIndex
CREATE INDEX "orders_shop_id_contact_id_placed_at_idx" ON "orders"("shop_id", "contact_id", "placed_at");

-- CreateIndex
CREATE INDEX "orders_shop_id_placed_at_idx" ON "orders"("shop_id", "placed_at");

-- CreateIndex
CREATE INDEX "orders_shop_id_checkout_token_idx" ON "orders"("shop_id", "checkout_token");

-- CreateIndex
CREATE INDEX "orders_shop_id_cart_token_idx" ON "orders"("shop_id", "cart_token");

-- CreateIndex
CREATE INDEX "orders_shop_id_email_idx" ON "orders"("shop_id", "email");

-- CreateIndex
CREATE INDEX "order_lines_shop_id_product_id_idx" ON "order_lines"("shop_id", "product_id");

-- CreateIndex
CREATE INDEX "variants_shop_id_product_id_idx" ON "variants"("shop_id", "product_id");

-- CreateIndex
CREATE INDEX "runs_shop_id_contact_id_idx" ON "runs"("shop_id", "contact_id");

-- CreateIndex
CREATE UNIQUE INDEX "runs_shop_id_workflow_id_key_key" ON "runs"("shop_id", "workflow_id", "key");

-- CreateIndex
CREATE INDEX "decisions_shop_id_contact_id_at_idx" ON "decisions"("shop_id", "contact_id", "at");

-- CreateIndex
CREATE INDEX "messages_shop_id_contact_id_created_at_idx" ON "messages"("shop_id", "contact_id", "created_at");

-- CreateIndex
CREATE INDEX "messages_shop_id_send_at_idx" ON "messages"("shop_id", "send_at");

-- CreateIndex
CREATE UNIQUE INDEX "messages_shop_id_run_id_step_key" ON "messages"("shop_id", "run_id", "step");

-- CreateIndex
CREATE INDEX "Session_shop_idx" ON "Session"("shop");


-- What Prisma's schema language cannot say.

-- A webhook of 6 KB stays in its row: no TOAST chunks and no compression on the ingest path.
ALTER TABLE "inbox" SET (toast_tuple_target = 8160);

-- Serves app/events/claim-inbox.ts: the next waiting deliveries of a shop, and which shops wait.
CREATE INDEX "inbox_waiting_idx" ON "inbox"("shop_id", "received_at") WHERE "status" = 'waiting';

-- Serves Settings > Parked deliveries.
CREATE INDEX "inbox_parked_idx" ON "inbox"("shop_id", "received_at") WHERE "status" = 'parked';

-- Serves app/workflows/run-store.ts: due timers. A sleeping run costs one entry.
CREATE INDEX "runs_due_idx" ON "runs"("shop_id", "wake_at") WHERE "status" = 'active';

-- Serves app/delivery/message-store.ts: due messages, and sends whose lease ran out.
CREATE INDEX "messages_due_idx" ON "messages"("shop_id", "send_at") WHERE "status" = 'queued';
CREATE INDEX "messages_sending_idx" ON "messages"("shop_id", "lease_until") WHERE "status" = 'sending';
