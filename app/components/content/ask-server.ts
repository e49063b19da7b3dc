/**
 * What this app's server answers, as JSON. Rejects with a sentence for the merchant when it cannot be asked. Not through a
 * fetcher: what fails there takes the whole page with it, and its posts make Remix read every loader again.
 */
export async function askServer<T>(url: string, request: RequestInit): Promise<T> {
  const response = await fetch(url, request);
  if (!response.ok) throw new Error(`This could not be shown (${response.status}).`);
  return response.json() as Promise<T>;
}

/** The sentence of a failure. */
export const failureOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
