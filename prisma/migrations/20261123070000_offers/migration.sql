-- Personal offers: discounts that Waypost makes in Shopify, their single-use codes, and who used one. Prices by market.
ALTER TABLE "shops" ADD COLUMN "offer_rules" JSONB NOT NULL DEFAULT '{}';

CREATE TABLE "offers" (
    "shop_id" INTEGER NOT NULL,
    "offer_id" UUID NOT NULL,
    "terms_key" TEXT NOT NULL,
    "terms" JSONB NOT NULL,
    "given_until" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "first_code" TEXT NOT NULL,
    "discount_id" TEXT,
    "wanted" INTEGER NOT NULL DEFAULT 0,
    "wanted_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "offers_pkey" PRIMARY KEY ("shop_id","offer_id")
);
CREATE UNIQUE INDEX "offers_shop_id_terms_key_ends_at_key" ON "offers"("shop_id", "terms_key", "ends_at");

CREATE TABLE "offer_codes" (
    "shop_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "offer_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'minting',
    "batch_id" TEXT,
    "message_id" UUID,
    "given_at" TIMESTAMPTZ(3),

    CONSTRAINT "offer_codes_pkey" PRIMARY KEY ("shop_id","code")
);
CREATE UNIQUE INDEX "offer_codes_shop_id_message_id_key" ON "offer_codes"("shop_id", "message_id");
CREATE INDEX "offer_codes_shop_id_offer_id_idx" ON "offer_codes"("shop_id", "offer_id");
CREATE INDEX "offer_codes_shop_id_given_at_idx" ON "offer_codes"("shop_id", "given_at");

CREATE TABLE "order_discounts" (
    "shop_id" INTEGER NOT NULL,
    "order_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "order_discounts_pkey" PRIMARY KEY ("shop_id","order_id","code")
);
CREATE INDEX "order_discounts_shop_id_code_idx" ON "order_discounts"("shop_id", "code");

CREATE TABLE "market_prices" (
    "shop_id" INTEGER NOT NULL,
    "country" TEXT NOT NULL,
    "variant_id" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "is_published" BOOLEAN NOT NULL,
    "currency" TEXT NOT NULL,
    "price_minor" BIGINT NOT NULL,
    "compare_at_minor" BIGINT,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "market_prices_pkey" PRIMARY KEY ("shop_id","country","variant_id")
);
CREATE INDEX "market_prices_shop_id_country_product_id_idx" ON "market_prices"("shop_id", "country", "product_id");

CREATE TABLE "market_reads" (
    "shop_id" INTEGER NOT NULL,
    "country" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "market_reads_pkey" PRIMARY KEY ("shop_id","country","product_id")
);

-- Serves the worker that mints: offers that are to get codes.
CREATE INDEX "offers_due_idx" ON "offers" ("shop_id", "next_try_at") WHERE "next_try_at" IS NOT NULL;

-- Serves a mail that takes a code: those that nobody has.
CREATE INDEX "offer_codes_free_idx" ON "offer_codes" ("shop_id", "offer_id") WHERE "status" = 'ready' AND "message_id" IS NULL;
