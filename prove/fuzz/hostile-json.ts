/** Changes values of JSON wherever they stand: other kinds, edges, things left out and put in. */
import { hostileDates, hostileNumbers, hostileTexts, unprintableTexts } from './hostile-values.ts';
import type { Random } from './random.ts';

const texts = [...hostileTexts, ...hostileDates, ...hostileNumbers];
const others: readonly unknown[] = [
  null, true, false, 0, -0, -1, 0.5, 1e308, 2 ** 53, 2 ** 53 - 1, -(2 ** 53), [], {}, [[]], [null], { a: 1 }, '', ['a', 'a'],
]; // prettier-ignore

/** A copy with one to three values changed. */
export function changeJson(random: Random, value: unknown): unknown {
  let changed = value;
  for (let times = 1 + random.below(3); times > 0; times -= 1) changed = changeOne(random, changed);
  return changed;
}

/** As bytes that may no longer be JSON: twice the same name, names of every object, cut off, deep. */
export function hostileText(random: Random, value: unknown): string {
  const text = JSON.stringify(value);
  const way = random.below(12);
  if (way === 0) return text.slice(0, random.below(text.length));
  if (way === 1)
    return text.replace(
      '{',
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},',
    );
  if (way === 2) return text.replace(/\{("\w+":)/, '{$1null,$1');
  if (way === 3) return `${'['.repeat(20_000)}${text}${']'.repeat(20_000)}`;
  if (way === 4) return text.replace('{', `{"x":${'{"y":'.repeat(2000)}0${'}'.repeat(2000)},`);
  if (way === 5)
    return random.pick([
      '',
      'null',
      '<html>',
      '\ufeff' + text,
      text + text,
      `${text}\0`,
      `[${text}]`,
    ]);
  return text;
}

function changeOne(random: Random, value: unknown): unknown {
  if (Array.isArray(value) && value.length > 0 && !random.once(4)) {
    const at = random.below(value.length);
    if (random.once(5)) return [...value, ...value];
    return value.map((item: unknown, index) => (index === at ? changeOne(random, item) : item));
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && !random.once(8)) {
    return changeField(random, Object.entries(value));
  }
  if (random.once(6)) return random.pick(unprintableTexts);
  return random.once(2) ? random.pick(texts) : random.pick(others);
}

function changeField(random: Random, entries: readonly [string, unknown][]): unknown {
  if (entries.length === 0 || random.once(8)) {
    const name = random.pick(['unknown', 'constructor', 'toString', 'id', 'amount', '']);
    return Object.fromEntries([...entries, [name, random.pick(others)]]);
  }
  const at = random.below(entries.length);
  if (random.once(6)) return Object.fromEntries(entries.filter((_, index) => index !== at));
  return Object.fromEntries(
    entries.map(([name, field], index) => [name, index === at ? changeOne(random, field) : field]),
  );
}
