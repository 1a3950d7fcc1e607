/** What the process of a part tells the one that started it: how far it is, and its report. */
import { z } from 'zod';
import { crashPoints } from '../src/core/crash-points.ts';
import { efforts, partIds, wrongs, type PartReport } from './part.ts';

const count = z.number().int().nonnegative();

const report = z.object({
  part: z.enum(partIds),
  efforts: z.partialRecord(z.enum(efforts), count),
  wrongs: z.partialRecord(z.enum(wrongs), count),
  faults: z.record(z.string(), count),
  crashPoints: z.partialRecord(z.enum(crashPoints), count),
  edges: z.record(z.string(), count),
  failures: z.array(
    z.object({
      part: z.enum(partIds),
      kind: z.string(),
      message: z.string(),
      repeat: z.string(),
    }),
  ),
}) satisfies z.ZodType<PartReport>;

export const partMessage = z.union([z.object({ progress: z.string() }), z.object({ report })]);

export type PartMessage = { readonly progress: string } | { readonly report: PartReport };

export const partRequest = z.object({
  part: z.enum(partIds),
  options: z.object({
    seed: count,
    schedules: count,
    kills: count,
    databaseCrashes: count,
    importerInputs: count,
    httpInputs: count,
    sabotages: count,
    only: z.array(z.string()).optional(),
    untilFailure: z.boolean().optional(),
  }),
});

export type PartRequest = z.infer<typeof partRequest>;
