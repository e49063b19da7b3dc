import { csvHeader } from "~/csv-header";
import { contactColumns } from "./contact-row";
import { type FileKind, fileHead, fileProblem, HEAD_BYTES, storeFile } from "./file-job";

/** What a merchant sends with the form; `content` is null when no file was chosen. */
export interface ReceivedForm {
  readonly kind: FileKind;
  readonly file: { readonly name: string; readonly content: Buffer } | null;
  readonly wording: string;
}

export type ReceivedFile =
  | { readonly ok: true; readonly jobId: string }
  | { readonly ok: false; readonly errors: { readonly file?: string; readonly wording?: string } };

const MOST_WORDING = 500;

/**
 * Checks a file as a whole and puts it in line; its rows are read by the worker. A file that speaks of consent
 * needs the merchant's word on how it was given: it stands in the ledger beside each of them.
 */
export async function receiveFile(shopId: number, { kind, file, wording }: ReceivedForm): Promise<ReceivedFile> {
  if (!file) return refuse({ file: "Choose a file." });
  const problem = await fileProblem(file.content);
  if (problem) return refuse({ file: problem });
  const head = await fileHead(file.content.subarray(0, HEAD_BYTES));
  const { places } = csvHeader(contactColumns, head?.cells ?? []);
  if (!places.has("email")) return refuse({ file: "No column of the file is called “email”." });
  const speaksOfConsent = kind === "import-contacts" && places.has("consent");
  if (speaksOfConsent && wording.trim() === "") {
    return refuse({ wording: "The file has a column “consent”: say how these people agreed." });
  }
  if (wording.length > MOST_WORDING) return refuse({ wording: `Use at most ${MOST_WORDING} characters.` });
  const jobId = await storeFile({
    shopId,
    kind,
    fileName: file.name,
    content: file.content,
    wording: speaksOfConsent ? wording.trim() : null,
  });
  return { ok: true, jobId };
}

function refuse(errors: { file?: string; wording?: string }): ReceivedFile {
  return { ok: false, errors };
}
