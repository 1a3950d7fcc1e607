/** The file of the simulation in which seals are noted: what is written is there, whatever becomes of who wrote it. */
import type { AppendSeal, Source } from '../../src/seals/index.ts';
import type { Scheduler } from './scheduler.ts';

export type SealsPort = { readonly append: AppendSeal; readonly source: Source };

export function createSealsPort(scheduler: Scheduler): SealsPort {
  const written: string[] = [];
  return {
    append: (line) =>
      scheduler.call('seals', {
        isSent: true,
        run: () => Promise.resolve(void written.push(line)),
      }),
    source: {
      name: 'seals',
      lines: async function* read() {
        for (const [index, text] of written.entries()) yield { number: index + 1, text };
      },
    },
  };
}
