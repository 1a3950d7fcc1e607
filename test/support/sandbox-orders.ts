/** What a file of tests tells the process that holds its sandboxes, and is answered. */
import { z } from 'zod';

/** A sandbox is named by its folder. */
export const hostOrder = z.object({ deed: z.enum(['open', 'close']), folder: z.string() });
export type HostOrder = z.infer<typeof hostOrder>;

/** The address is null of one that is closed. */
export const hostAnswer = z.object({ folder: z.string(), url: z.string().nullable() });
export type HostAnswer = z.infer<typeof hostAnswer>;
