/** A thing of a bulk operation's file and all that belongs to it, however deep. */
export interface JsonlFamily<TRoot, TChild> {
  readonly root: TRoot;
  readonly children: readonly Child<TChild>[];
  readonly lines: number;
  /** Where in the file the next family begins. */
  readonly endByte: number;
}

export type Child<T> = T & { readonly __parentId: string };

/** The file's url is void: a new one has to be asked for. */
export class FileGoneError extends Error {
  override readonly name = "FileGoneError";
}

const QUIET_MS = 30_000;
/** The largest thing that Shopify writes on a line is a product with all its tags; this bounds a broken file. */
const LONGEST_LINE = 16 * 1024 * 1024;
const NEWLINE = 0x0a;

/**
 * Streams a bulk operation's file from `fromByte`, the end of a family that was read before, on. Holds one
 * family and one chunk of the network in memory, whatever the file's size. Expects what belongs together
 * to be grouped (`groupObjects: true`). The types are those of the query that was asked: lines are trusted
 * as answers of the Admin API are.
 *
 * Throws FileGoneError when the url is void, and Error when the network fails, nothing comes for 30 s, or
 * the file is not what it should be; whatever was yielded until then holds.
 */
export async function* readJsonl<TRoot extends Identified, TChild extends Identified>(
  url: string,
  fromByte: number,
): AsyncGenerator<JsonlFamily<TRoot, TChild>> {
  let family: { root: TRoot; children: Child<TChild>[]; ids: Set<string>; lines: number } | null = null;
  let familyEnd = fromByte;
  for await (const { text, endByte } of readLines(url, fromByte)) {
    const object = JSON.parse(text) as TRoot | Child<TChild>;
    if (isChild(object)) {
      if (!family?.ids.has(object.__parentId)) {
        throw new Error(`The file names ${object.id} apart from ${object.__parentId}, to which it belongs.`);
      }
      family.children.push(object);
      family.ids.add(object.id);
      family.lines += 1;
    } else {
      if (family) yield { ...family, endByte: familyEnd };
      family = { root: object, children: [], ids: new Set([object.id]), lines: 1 };
    }
    familyEnd = endByte;
  }
  if (family) yield { ...family, endByte: familyEnd };
}

interface Identified {
  readonly id: string;
}

function isChild<TRoot, TChild>(object: TRoot | Child<TChild>): object is Child<TChild> {
  return typeof object === "object" && object !== null && "__parentId" in object;
}

async function* readLines(url: string, fromByte: number): AsyncGenerator<{ text: string; endByte: number }> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let pending: Uint8Array<ArrayBufferLike> = new Uint8Array();
  let position = fromByte;
  for await (const chunk of readBytes(url, fromByte)) {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    let start = 0;
    for (let end = pending.indexOf(NEWLINE); end >= 0; end = pending.indexOf(NEWLINE, start)) {
      const line = pending.subarray(start, end);
      position += line.length + 1;
      start = end + 1;
      if (line.length > 0) yield { text: decoder.decode(line), endByte: position };
    }
    pending = pending.subarray(start);
    if (pending.length > LONGEST_LINE) throw new Error(`The file has a line of more than ${LONGEST_LINE} bytes.`);
  }
  if (pending.length > 0) yield { text: decoder.decode(pending), endByte: position + pending.length };
}

/** The file's bytes from `fromByte` on: by a range, or, where none is served, by passing over what was read. */
async function* readBytes(url: string, fromByte: number): AsyncGenerator<Uint8Array> {
  const quiet = new AbortController();
  const inTime = async <T>(work: Promise<T>): Promise<T> => {
    const timer = setTimeout(
      () => quiet.abort(new Error(`The file brought nothing for ${QUIET_MS / 1000} s.`)),
      QUIET_MS,
    );
    try {
      return await work;
    } finally {
      clearTimeout(timer);
    }
  };
  // Bytes are counted as they lie in the file; compressed on the way, they would be others.
  const headers = { "Accept-Encoding": "identity", ...(fromByte > 0 && { Range: `bytes=${fromByte}-` }) };
  const response = await inTime(fetch(url, { headers, signal: quiet.signal }));
  if (response.status === 416) return;
  if ([400, 401, 403, 404, 410].includes(response.status))
    throw new FileGoneError(`The file's address is void (${response.status}).`);
  if (!response.ok || !response.body) throw new Error(`The file's server answered ${response.status}.`);
  let toPass = response.status === 206 ? 0 : fromByte;
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await inTime(reader.read());
      if (done) return;
      const passed = Math.min(toPass, value.length);
      toPass -= passed;
      if (passed < value.length) yield value.subarray(passed);
    }
  } finally {
    // A reader that stops in the middle lets go of the connection.
    await reader.cancel().catch(() => undefined);
  }
}
