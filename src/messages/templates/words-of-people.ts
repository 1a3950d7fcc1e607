/** What people wrote, cut into the paragraphs of a mail. */

/** So much fits into a mail; the rest stands on the page that the mail links. */
const mostLines = 60;

export function linesOf(words: string): string[] {
  const lines = words.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  return lines.length > mostLines ? [...lines.slice(0, mostLines), '…'] : lines;
}
