/** SQL as a tagged template: every value becomes a parameter, so no statement is built from input. */

export type Sql = { readonly text: string; readonly values: readonly unknown[] };

/** A part of a statement, such as a shared list of columns; made only with `sql`. */
function isSql(value: unknown): value is Sql {
  return typeof value === 'object' && value !== null && sqlMarks.has(value);
}

const sqlMarks = new WeakSet<object>();

/** `sql\`select … where organisation_id = ${id}\``; a nested `sql` is spliced in with its values. */
export function sql(strings: TemplateStringsArray, ...inputs: readonly unknown[]): Sql {
  let text = strings[0] ?? '';
  const values: unknown[] = [];
  inputs.forEach((input, index) => {
    if (isSql(input)) {
      text += input.text.replaceAll(/\$(\d+)/g, (_, n: string) => `$${Number(n) + values.length}`);
      values.push(...input.values);
    } else {
      values.push(input);
      text += `$${values.length}`;
    }
    text += strings[index + 1] ?? '';
  });
  return marked({ text, values });
}

function marked(statement: Sql): Sql {
  sqlMarks.add(statement);
  return statement;
}

/** A column of `rows`: its type in PostgreSQL, and what an item has there. */
export type Column<Item> = readonly [type: string, value: (item: Item) => unknown];

/**
 * Items as a table of a statement, in their order: `from ${rows('moved', movements, { … })}`.
 *
 * @param columns by their names in SQL, which come from code and never from input
 */
export function rows<Item>(
  name: string,
  items: readonly Item[],
  columns: Readonly<Record<string, Column<Item>>>,
): Sql {
  const types = Object.values(columns).map(([type], index) => `$${index + 1}::${type}[]`);
  const names = Object.keys(columns).join(', ');
  return marked({
    text: `unnest(${types.join(', ')}) as ${name} (${names})`,
    values: Object.values(columns).map(([, value]) => items.map(value)),
  });
}
