/** Numbers that the control API may change while the sandbox runs; they outlive a restart. */
import type { Store } from './store.ts';

/** All `_ms` and `_until` values are milliseconds. */
const defaults = {
  clock_offset_ms: 0,
  /** 1 stamps notifications with the sandbox's clock, 0 with the machine's. */
  sign_by_own_clock: 0,
  closed_until: 0,
  /** 1 cuts connections while closed, 0 answers 503. */
  closed_cuts_connections: 0,
  /** How long nothing is said about a session paid with a card that leaves the outcome unknown. */
  silence_ms: 20_000,
  /** How long a question about such a session hangs before its 504. */
  silence_hang_ms: 300,
  /** How long a fault that hangs keeps the connection open; longer than any caller should wait. */
  hang_ms: 30_000,
  dispute_delay_ms: 5_000,
  /** How long a dispute can be answered. */
  dispute_answer_ms: 7 * 24 * 60 * 60 * 1000,
  /** In minor units of the charge; 0: none is taken. */
  dispute_fee: 0,
};

export type SettingName = keyof typeof defaults;

/** The ones that are set by name; the others have a call of their own. */
export const durations = [
  'silence_ms',
  'silence_hang_ms',
  'hang_ms',
  'dispute_delay_ms',
  'dispute_answer_ms',
  'dispute_fee',
] as const;

export function readSetting(store: Store, name: SettingName): number {
  const row = store.one('select value from settings where name = ?', name);
  return row ? Number(row['value']) : defaults[name];
}

export function writeSetting(store: Store, name: SettingName, value: number): void {
  const statement = `insert into settings (name, value) values (?, ?)
    on conflict (name) do update set value = excluded.value`;
  store.run(statement, name, String(Math.trunc(value)));
}
