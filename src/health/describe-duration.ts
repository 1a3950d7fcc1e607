/** A length of time in words for operators, in one unit. */

const units = [
  { ms: 24 * 60 * 60_000, name: 'day' },
  { ms: 60 * 60_000, name: 'hour' },
  { ms: 60_000, name: 'minute' },
  { ms: 1000, name: 'second' },
] as const;

/** In the largest unit of which there are two, rounded down: 90 seconds, 3 minutes, 25 hours. */
export function describeDuration(ms: number): string {
  const unit = units.find((one) => ms >= 2 * one.ms) ?? units[3];
  const count = Math.floor(ms / unit.ms);
  return `${count} ${unit.name}${count === 1 ? '' : 's'}`;
}
