import { PrismaPg } from "@prisma/adapter-pg";
import { defineConfig } from "prisma/config";

// The JS engine: `generate`, `validate` and `migrate diff` then need no download of a binary engine.
// Migrations are applied by app/migrate.server.ts, which records them as `prisma migrate` does.
// `generate` and the build need no database, yet Prisma wants the variable to be there.
process.env.DATABASE_URL ??= "postgresql://localhost:5432/unused";

export default defineConfig({
  schema: "prisma/schema.prisma",
  experimental: { adapter: true },
  engine: "js",
  adapter: async () => new PrismaPg({ connectionString: process.env.DATABASE_URL }),
});
