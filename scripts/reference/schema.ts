/** The schema of a migrated database, read from its catalogue and written in a stable order. */
import type { Queryable } from '../../src/database/database.ts';
import { appendOnlyTables } from '../../src/database/grants.ts';
import { sql } from '../../src/database/sql.ts';

export const schemaPath = 'src/database/schema.sql';

type Line = { readonly table_name: string; readonly line: string };

/** Tables in the order of their names; columns as they were made, then keys, checks and indexes. */
export async function schemaText(database: Queryable): Promise<string> {
  const columns = await readColumns(database);
  const constraints = await readConstraints(database);
  const indexes = await readIndexes(database);
  const options = await readOptions(database);
  const names = [...new Set(columns.map((column) => column.table_name))];
  const tables = names.map((name) => {
    const of = (lines: readonly Line[]) =>
      lines.filter((each) => each.table_name === name).map((each) => each.line);
    const inside = [...of(columns), ...of(constraints)].map((line) => `  ${line}`).join(',\n');
    const note = (appendOnlyTables as readonly string[]).includes(name) ? '-- Append only.\n' : '';
    const [how = ''] = of(options);
    const after = of(indexes).map((line) => `${line};\n`);
    return `${note}create table ${name} (\n${inside}\n)${how};\n${after.join('')}`;
  });
  const head =
    '-- What the migrations make, read from the catalogue. Made by `npm run docs`; do not edit.\n';
  return [head, ...tables].join('\n');
}

function readColumns(database: Queryable): Promise<Line[]> {
  return database.query<Line>(sql`
    select c.relname as table_name,
      a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
        || case when a.attnotnull then ' not null' else '' end
        || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
      and a.attnum > 0 and not a.attisdropped
    order by c.relname collate "C", a.attnum limit 10000`);
}

/** Without `not null`, which PostgreSQL 18 counts among the constraints. */
function readConstraints(database: Queryable): Promise<Line[]> {
  return database.query<Line>(sql`
    select c.relname as table_name,
      'constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid) as line
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    where c.relnamespace = 'public'::regnamespace and k.contype in ('p', 'u', 'f', 'c')
    order by c.relname collate "C", position(k.contype::text in 'pufc'), k.conname collate "C"
    limit 10000`);
}

function readIndexes(database: Queryable): Promise<Line[]> {
  return database.query<Line>(sql`
    select c.relname as table_name, pg_get_indexdef(i.indexrelid) as line
    from pg_index i
    join pg_class c on c.oid = i.indrelid
    join pg_class x on x.oid = i.indexrelid
    where c.relnamespace = 'public'::regnamespace
      and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u'))
    order by c.relname collate "C", x.relname collate "C" limit 10000`);
}

/** How a table is stored, where that is not as usual. */
function readOptions(database: Queryable): Promise<Line[]> {
  return database.query<Line>(sql`
    select relname as table_name, ' with (' || array_to_string(reloptions, ', ') || ')' as line
    from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace and reloptions is not null
    order by relname collate "C" limit 10000`);
}
