-- What a merchant changed of a mail, version by version: the highest is the one that is sent.
CREATE TABLE "template_versions" (
    "shop_id" INTEGER NOT NULL,
    "template" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "settings" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "template_versions_pkey" PRIMARY KEY ("shop_id","template","version")
);
