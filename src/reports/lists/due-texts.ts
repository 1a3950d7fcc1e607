/** What a due is made of and what was answered about it, as one text for a cell. */
import { unlikeTwo } from '../../core/currencies.ts';
import { sql, type Sql } from '../../database/sql.ts';

/** Labels of that day, in the first of the portal's languages that has one: a list has no reader yet. */
const label = sql`coalesce(part.value -> 'label' ->> 'it', part.value -> 'label' ->> 'en', part.value -> 'label' ->> 'es')`;
const shown = sql`coalesce(part.value -> 'shown' ->> 'it', part.value -> 'shown' ->> 'en',
  part.value -> 'shown' ->> 'es', part.value ->> 'value')`;

/** `Tipo di evento: Concerto · Ospiti: 80`. */
export function answersText(answers: Sql): Sql {
  return sql`(select string_agg(${label} || ': ' || ${shown}, ' · ' order by part.ordinality)
    from jsonb_array_elements(${answers}) with ordinality part)`;
}

/** `Copie: 12.50 · Sconto: -2.50`, as decimals of the currency. */
export function linesText(lines: Sql, currency: Sql): Sql {
  const digits = sql`coalesce((${JSON.stringify(unlikeTwo)}::jsonb ->> ${currency})::integer, 2)`;
  return sql`(select string_agg((part.value ->> 'text') || ': ' ||
      round((part.value ->> 'minor')::numeric / power(10::numeric, ${digits}), ${digits})::text, ' · '
      order by part.ordinality)
    from jsonb_array_elements(${lines}) with ordinality part)`;
}
