/** Names of files as others gave them, made safe to show, to keep and to put into an archive. */
import { plainLine } from '../messages/index.ts';

const longestShown = 200;
const longestInArchive = 80;

/** One line without control characters; of a long name the end, which tells files of a folder apart. */
export function plainName(name: string): string {
  const letters = Array.from(plainLine(name));
  return letters.length <= longestShown
    ? letters.join('') || '–'
    : `…${letters.slice(1 - longestShown).join('')}`;
}

/** What Windows takes for a device, whatever its ending is. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * Gives each file of an archive a name of its own: letters, digits, dots and dashes, never a path.
 *
 * @returns the name that a file gets; called once for each
 */
export function createArchiveNames(): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    const last = name.split(/[/\\]/).at(-1) ?? '';
    const plain = last.replaceAll(/[^\p{L}\p{M}\p{N}._-]+/gu, '-').replaceAll(/^[.-]+/g, '');
    const short = Array.from(plain)
      .slice(-longestInArchive)
      .join('')
      .replaceAll(/^[.-]+/g, '');
    const base = short === '' || device.test(short) ? `file-${short || 'xml'}` : short;
    let unique = base;
    for (let count = 2; taken.has(unique.toLowerCase()); count += 1) unique = `${count}-${base}`;
    taken.add(unique.toLowerCase());
    return unique;
  };
}
