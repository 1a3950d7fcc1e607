/** The formats there are. */
import { csv } from './csv.ts';
import type { Format, FormatName } from './format.ts';
import { json } from './json.ts';
import { xlsx } from './xlsx.ts';

export const formats: Readonly<Record<FormatName, Format>> = { csv, xlsx, json };
