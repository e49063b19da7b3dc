-- Recommendations: what the models say as lists, the browsing sessions that they learnt from, when they were built, and
-- what a merchant decided. A list is one row: 100,000 products had 2.4 million rows of neighbours.
DROP TABLE "product_neighbours";

CREATE TABLE "recommendation_lists" (
    "shop_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "product_ids" TEXT[],
    "scores" REAL[],
    "basis" INTEGER NOT NULL,

    CONSTRAINT "recommendation_lists_pkey" PRIMARY KEY ("shop_id","kind","subject")
);

CREATE TABLE "browsing_models" (
    "shop_id" INTEGER NOT NULL,
    "built_at" TIMESTAMPTZ(3) NOT NULL,
    "setting" TEXT NOT NULL,
    "product_ids" TEXT[],
    "views" BYTEA NOT NULL,
    "starts" BYTEA NOT NULL,
    "ends" BYTEA NOT NULL,

    CONSTRAINT "browsing_models_pkey" PRIMARY KEY ("shop_id")
);

CREATE TABLE "recommendation_builds" (
    "shop_id" INTEGER NOT NULL,
    "whole_at" TIMESTAMPTZ(3),
    "renewed_at" TIMESTAMPTZ(3),
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recommendation_builds_pkey" PRIMARY KEY ("shop_id")
);

CREATE TABLE "recommendation_rules" (
    "shop_id" INTEGER NOT NULL,
    "rule_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recommendation_rules_pkey" PRIMARY KEY ("shop_id","rule_id")
);

-- One decision about a thing.
CREATE UNIQUE INDEX "recommendation_rules_shop_id_subject_value_key" ON "recommendation_rules"("shop_id", "subject", "value");
