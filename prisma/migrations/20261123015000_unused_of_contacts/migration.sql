-- Nobody asks for contacts by when they were seen, and an index on what every event writes keeps those updates from being HOT.
DROP INDEX "contacts_shop_id_seen_at_idx";

-- A worker holds a file by a lock, not by a lease.
ALTER TABLE "file_jobs" DROP COLUMN "lease_until";
