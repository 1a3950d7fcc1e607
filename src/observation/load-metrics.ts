/** Counts only where somebody asks for figures: the library that keeps them is not loaded elsewhere. */
import type { Metrics } from './metrics.ts';

export async function loadMetrics(): Promise<Metrics> {
  const { createMetrics } = await import('./metrics.ts');
  return createMetrics();
}
