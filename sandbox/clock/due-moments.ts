/** What a move of the clock did, as a sentence. Also runs in the browser. */
export function dueMoments(count: number): string {
  if (count === 0) return "Nothing fell due on the way.";
  return count === 1 ? "1 due moment was played on the way." : `${count} due moments were played on the way.`;
}
