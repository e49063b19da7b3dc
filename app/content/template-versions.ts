import { isDeepStrictEqual } from "node:util";
import { LRUCache } from "lru-cache";
import { now } from "~/clock";
import {
  type ReadSettings,
  readSettings,
  shippedSettings,
  storedSettings,
  type TemplateSettings,
} from "~/content/settings";
import { isTemplateKey, type TemplateKey } from "~/content/templates";
import { pool, type Sql, transaction } from "~/db.server";

/** A template's settings, in one version. Version 0 is the template as it ships. */
export interface TemplateVersion {
  readonly version: number;
  readonly settings: TemplateSettings;
}

export interface StoredTemplateVersion extends TemplateVersion {
  readonly createdAt: Date;
}

export type SavedVersion =
  | { readonly ok: true; readonly version: number }
  /** What is wrong, by the place in the settings. */
  | { readonly ok: false; readonly kind: "refused"; readonly errors: Readonly<Record<string, string>> }
  /** Somebody else has saved meanwhile; nothing was saved now. */
  | { readonly ok: false; readonly kind: "overtaken"; readonly version: number };

/** Versions never change once stored. */
const kept = new LRUCache<string, TemplateSettings>({ max: 2_000 });

const cacheKey = (shopId: number, key: TemplateKey, version: number) => `${shopId}/${key}/${version}`;

/**
 * The settings that mails are made with now, by template. They are live and not pinned to a run: a run lasts for
 * weeks, and a merchant who mends a text means the very next mail, as with the brand. Each message keeps the
 * version that it was made with.
 */
export async function currentSettings(
  sql: Sql,
  shopId: number,
  keys: readonly TemplateKey[],
): Promise<ReadonlyMap<TemplateKey, TemplateVersion>> {
  const { rows } = await sql.query<{ template: string; version: number }>({
    name: "template-versions-current",
    text: `SELECT k.template, v.version FROM unnest($2::text[]) AS k(template)
      CROSS JOIN LATERAL (
        SELECT version FROM template_versions t WHERE t.shop_id = $1 AND t.template = k.template
        ORDER BY version DESC LIMIT 1
      ) v`,
    values: [shopId, [...new Set(keys)]],
  });
  const versions = new Map(rows.map(({ template, version }) => [template, version]));
  const found = new Map<TemplateKey, TemplateVersion>();
  for (const key of keys) {
    found.set(key, await templateVersion(sql, shopId, key, versions.get(key) ?? 0));
  }
  return found;
}

/** The same of one template. */
export async function currentVersion(sql: Sql, shopId: number, key: TemplateKey): Promise<TemplateVersion> {
  const found = (await currentSettings(sql, shopId, [key])).get(key);
  return found ?? { version: 0, settings: shippedSettings(key) };
}

/** One version of a template; as it ships when there is no such version. */
export async function templateVersion(
  sql: Sql,
  shopId: number,
  key: TemplateKey,
  version: number,
): Promise<TemplateVersion> {
  if (version === 0) return { version, settings: shippedSettings(key) };
  const known = kept.get(cacheKey(shopId, key, version));
  if (known) return { version, settings: known };
  const { rows } = await sql.query<{ settings: unknown }>({
    name: "template-version",
    text: `SELECT settings FROM template_versions WHERE shop_id = $1 AND template = $2 AND version = $3`,
    values: [shopId, key, version],
  });
  const [row] = rows;
  if (!row) return { version: 0, settings: shippedSettings(key) };
  const settings = storedSettings(key, row.settings);
  kept.set(cacheKey(shopId, key, version), settings);
  return { version, settings };
}

/** The newest versions of a template, the newest first; none while it is as it ships. */
export async function templateVersions(
  shopId: number,
  key: TemplateKey,
  most: number,
): Promise<StoredTemplateVersion[]> {
  const { rows } = await pool.query<{ version: number; settings: unknown; createdAt: Date }>(
    `SELECT version, settings, created_at AS "createdAt" FROM template_versions
     WHERE shop_id = $1 AND template = $2 ORDER BY version DESC LIMIT $3`,
    [shopId, key, most],
  );
  return rows.map(({ settings, ...row }) => ({ ...row, settings: storedSettings(key, settings) }));
}

/**
 * Saves what a merchant changed, as the version after `base`, the one that the form showed. Refuses settings that
 * don't fit the template or name a segment that is gone, and a form that somebody else has overtaken. What changes
 * nothing makes no version.
 */
export async function saveTemplate(
  shopId: number,
  key: TemplateKey,
  base: number,
  written: unknown,
): Promise<SavedVersion> {
  const read: ReadSettings = readSettings(key, written);
  if (!read.ok) return { ok: false, kind: "refused", errors: read.errors };
  const { settings } = read;
  const before = await templateVersion(pool, shopId, key, base);
  if (before.version === base && isDeepStrictEqual(before.settings, settings)) return { ok: true, version: base };
  return transaction(async (sql) => {
    const errors = await goneSegments(sql, shopId, settings);
    if (Object.keys(errors).length > 0) return { ok: false, kind: "refused", errors };
    const isStored = await storeVersion(sql, shopId, key, base, settings);
    if (isStored) return { ok: true, version: base + 1 };
    return { ok: false, kind: "overtaken", version: (await currentVersion(sql, shopId, key)).version };
  });
}

/** False when there is a newer version than `base`. */
async function storeVersion(
  sql: Sql,
  shopId: number,
  key: TemplateKey,
  base: number,
  settings: TemplateSettings,
): Promise<boolean> {
  // The primary key lets only one of two who write the same version through.
  const { rowCount } = await sql.query(
    `INSERT INTO template_versions (shop_id, template, version, settings, created_at)
     SELECT $1, $2, $3::int + 1, $4, $5
     WHERE $3 = (SELECT coalesce(max(version), 0) FROM template_versions WHERE shop_id = $1 AND template = $2)
     ON CONFLICT DO NOTHING`,
    [shopId, key, base, JSON.stringify(settings), now()],
  );
  return rowCount === 1;
}

/**
 * What is wrong with the segments that messages name, by the place in the settings. Holds the others until the
 * transaction's end, so that none is removed meanwhile.
 */
async function goneSegments(
  sql: Sql,
  shopId: number,
  { messages }: TemplateSettings,
): Promise<Readonly<Record<string, string>>> {
  const asked = messages.flatMap((message, index) =>
    message.for.segmentIds.map((segmentId) => ({ segmentId, place: `messages.${index}.for.segmentIds` })),
  );
  if (asked.length === 0) return {};
  const { rows } = await sql.query<{ segmentId: string }>(
    `SELECT segment_id AS "segmentId" FROM segments WHERE shop_id = $1 AND segment_id = ANY($2::uuid[])
     ORDER BY segment_id FOR KEY SHARE`,
    [shopId, asked.map(({ segmentId }) => segmentId)],
  );
  const there = new Set(rows.map(({ segmentId }) => segmentId));
  const gone = asked.filter(({ segmentId }) => !there.has(segmentId));
  return Object.fromEntries(gone.map(({ place }) => [place, "The segment was removed. Choose another one."]));
}

/** Makes an older version, or 0 for the template as it ships, the newest again, as a version of its own. */
export async function restoreTemplate(shopId: number, key: TemplateKey, version: number): Promise<SavedVersion> {
  const { settings } = await templateVersion(pool, shopId, key, version);
  const newest = await currentVersion(pool, shopId, key);
  return saveTemplate(shopId, key, newest.version, settings);
}

/** The templates that have a message for a segment's members, as they are now. */
export async function templatesAskingFor(sql: Sql, shopId: number, segmentId: string): Promise<TemplateKey[]> {
  const { rows } = await sql.query<{ template: string }>(
    `SELECT template FROM (
       SELECT DISTINCT ON (template) template, settings FROM template_versions
       WHERE shop_id = $1 ORDER BY template, version DESC
     ) t WHERE jsonb_path_exists(settings, '$.messages[*].for.segmentIds[*] ? (@ == $id)',
       jsonb_build_object('id', $2::text))`,
    [shopId, segmentId],
  );
  return rows.map(({ template }) => template).filter(isTemplateKey);
}
