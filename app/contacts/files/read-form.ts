import {
  unstable_composeUploadHandlers as composeUploadHandlers,
  unstable_createMemoryUploadHandler as createMemoryUploadHandler,
  unstable_parseMultipartFormData as parseMultipartFormData,
  type UploadHandler,
} from "@remix-run/node";
import { z } from "zod";
import { MOST_FILE_BYTES } from "./file-job";
import type { ReceivedForm } from "./receive-file";

const fields = z.object({
  kind: z.enum(["import-contacts", "import-suppressions"]),
  wording: z.string().default(""),
  file: z.instanceof(File).optional(),
});

/** The form by which a merchant brings a file. Of a file that is too large, no more than shows it is kept. */
export async function readForm(request: Request): Promise<ReceivedForm> {
  const sent = await parseMultipartFormData(request, composeUploadHandlers(keepFile, createMemoryUploadHandler()));
  const { kind, wording, file } = fields.parse(Object.fromEntries(sent));
  return { kind, wording, file: file ? { name: file.name, content: Buffer.from(await file.arrayBuffer()) } : null };
}

const keepFile: UploadHandler = async ({ name, filename, data }) => {
  if (name !== "file") return undefined;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of data) {
    // Past the limit the rest is read and dropped, so that the sender gets to hear that it was too much.
    if (length <= MOST_FILE_BYTES) chunks.push(new Uint8Array(chunk));
    length += chunk.length;
  }
  return filename ? new File(chunks, filename) : null;
};
