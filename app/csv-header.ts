/** Which cell of a record is which known column. */
export interface CsvHeader<C extends string> {
  readonly places: ReadonlyMap<C, number>;
  /** Names in the file that nobody here knows; such columns are not read. */
  readonly unread: readonly string[];
}

/** What is wrong with a row of a file, told without the cell's own text: it may be a person's address. */
export interface RowFault {
  readonly column: string;
  readonly problem: string;
}

/** Names that mean the same in the files of others. */
const otherNames: Readonly<Record<string, string>> = {
  e_mail: "email",
  email_address: "email",
  e_mail_address: "email",
  locale: "language",
  country_code: "country",
};

/** Finds the known columns by the file's first record: "First Name" is `first_name`. */
export function csvHeader<C extends string>(known: readonly C[], cells: readonly string[]): CsvHeader<C> {
  const places = new Map<C, number>();
  const unread: string[] = [];
  for (const [place, cell] of cells.entries()) {
    const name = cell
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, "_");
    const column = known.find((one) => one === name || one === otherNames[name]);
    if (column && !places.has(column)) places.set(column, place);
    else if (name !== "") unread.push(cell.trim());
  }
  return { places, unread };
}

/** A record's cells by column; a column that the file does not have is an empty text. */
export function cellsByColumn<C extends string>(
  header: CsvHeader<C>,
  cells: readonly string[],
): ReadonlyMap<C, string> {
  return new Map([...header.places].map(([column, place]) => [column, cells[place] ?? ""]));
}
