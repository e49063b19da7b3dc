import { renderToStaticMarkup } from "react-dom/server";
import { shopTime } from "~/shop-time";
import { newestFirst, sections, wordsIn } from "./export-sections";
import type { PersonRecords } from "./records-of-person";

interface ExportPage {
  readonly shopName: string;
  readonly timezone: string;
  readonly records: PersonRecords;
  readonly at: Date;
}

/** The file that a person reads: what is known of them in sections, the newest first, and all of it as JSON. */
export function exportPage({ shopName, timezone, records, at }: ExportPage): string {
  const words = wordsIn(timezone);
  const json = JSON.stringify(Object.fromEntries(records), null, 1).replaceAll("<", "\\u003c");
  const page = (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta httpEquiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>{`What ${shopName} knows about you`}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <h1>{`What ${shopName} knows about you`}</h1>
        <p>
          {`This is everything that ${shopName} holds about you in Waypost, the app that sends its e-mails, as of ${shopTime(at, timezone)}. `}
          {`Times are those of ${timezone}. The same is inside this file as JSON, for a machine to read.`}
        </p>
        {sections.map(({ title, table, order, columns, isUpright = false }) => (
          <Section
            key={title}
            title={title}
            isUpright={isUpright}
            columns={Object.keys(columns)}
            rows={newestFirst(records.get(table) ?? [], order).map((record) =>
              Object.values(columns).map((cell) => cell(record, words, records)),
            )}
          />
        ))}
        <script type="application/json" id="records" dangerouslySetInnerHTML={{ __html: json }} />
      </body>
    </html>
  );
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}

interface SectionProps {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** One fact under the other, for what there is one of. */
  readonly isUpright: boolean;
}

function Section({ title, columns, rows, isUpright }: SectionProps) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      {isUpright ? rows.map((cells) => <Facts key={cells.join()} names={columns} values={cells} />) : null}
      {isUpright ? null : (
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, row) => (
              <tr key={row}>
                {cells.map((cell, column) => (
                  <td key={columns[column]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Facts({ names, values }: { names: readonly string[]; values: readonly string[] }) {
  return (
    <table>
      <tbody>
        {names.map((name, index) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{values[index]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const style = `body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; color: #1f2a27 }
section { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-size: 14px }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid #d9dfdc; overflow-wrap: anywhere }
td { min-width: 6rem } th[scope=row] { width: 12rem; white-space: nowrap }`;
