/** Names for machines, made of words for people: nobody who builds a form has to think of them. */

const longest = 40;

/** `Tipo di evento` becomes `tipo_di_evento`; with a number behind it when it is taken. */
export function nameFrom(words: string, taken: ReadonlySet<string>): string {
  const name = plain(words, '_').replace(/^(?=[^a-z])/, 'f_');
  return numbered(name || 'field', '_', taken);
}

/** `Refezione scolastica` becomes `refezione-scolastica`. */
export function slugFrom(words: string): string {
  return plain(words, '-').slice(0, longest).replace(/-+$/, '') || 'service';
}

function plain(words: string, between: string): string {
  return words
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, between)
    .replaceAll(new RegExp(`^${between}+|${between}+$`, 'g'), '');
}

function numbered(name: string, between: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const ending = number === 1 ? '' : `${between}${number}`;
    const one = `${name.slice(0, longest - ending.length)}${ending}`;
    if (!taken.has(one)) return one;
  }
}
