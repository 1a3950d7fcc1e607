/** A line of the file of seals: how far a chain had come, or that what was noted of it counts no more. */
import { z } from 'zod';
import { chainNames } from './chains.ts';

/** Fields that are not ours are passed over, so that lines of the log can be read too. */
const sealLine = z.object({
  at: z.iso.datetime(),
  chain: z.enum(chainNames),
  /** Its id. */
  organisation: z.string(),
  sequence: z.int().nonnegative(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Somebody accepted that the chain does not agree with lines before this one: those above `agreed` count no more. */
  accepted: z
    .object({ agreed: z.int().nonnegative(), actor: z.string(), reason: z.string() })
    .optional(),
});

export type SealLine = z.infer<typeof sealLine>;

/** @returns null where it is none */
export function parseSealLine(text: string): SealLine | null {
  try {
    return sealLine.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
