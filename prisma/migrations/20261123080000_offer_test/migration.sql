-- A test of what personal codes bring: which mails would have had one, and did by chance; and what was measured.
ALTER TABLE "shops" ADD COLUMN "offer_test" JSONB, ADD COLUMN "offer_test_at" TIMESTAMPTZ(3);

CREATE TABLE "offer_trials" (
    "shop_id" INTEGER NOT NULL,
    "message_id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "is_likely" BOOLEAN NOT NULL,
    "has_code" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "offer_trials_pkey" PRIMARY KEY ("shop_id","message_id")
);
CREATE INDEX "offer_trials_shop_id_contact_id_at_idx" ON "offer_trials"("shop_id", "contact_id", "at");
