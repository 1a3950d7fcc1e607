/** The structures of both formats, made out of their descriptions. */
import { ordinaryStructure } from './ordinary-structure.ts';
import { simplifiedStructure } from './simplified-structure.ts';
import { ordinaryKinds, simplifiedKinds } from './value-kinds.ts';
import type { ValueKind } from './value-kinds.ts';

export type Part = {
  readonly name: string;
  readonly kind: string;
  readonly least: number;
  readonly most: number;
  readonly whenEmpty: string | undefined;
};

export type Structure = {
  readonly kinds: Readonly<Record<string, ValueKind>>;
  readonly elements: ReadonlyMap<string, readonly Part[]>;
};

const occurrences: Readonly<Record<string, readonly [number, number]>> = {
  '': [1, 1],
  '?': [0, 1],
  '+': [1, Infinity],
  '*': [0, Infinity],
};

function structureOf(text: string, kinds: Readonly<Record<string, ValueKind>>): Structure {
  const entries = text.trim().split(/\n(?= {2}\S)/);
  const elements = entries.map((entry): [string, readonly Part[]] => {
    const [name = '', ...parts] = entry.trim().split(/:?\s+/);
    return [name, parts.map(partOf)];
  });
  return { kinds, elements: new Map(elements) };
}

function partOf(text: string): Part {
  if (text === '@name') return { name: text, kind: text, least: 1, most: 1, whenEmpty: undefined };
  if (text === '@signature')
    return { name: text, kind: text, least: 0, most: 1, whenEmpty: undefined };
  const match = /^(\w+)([?+*]?)(?::(\w+))?(?:=(\w+))?$/.exec(text);
  if (!match) throw new Error(`not a part of a structure: ${text}`);
  const [, name = '', occurrence = '', kind = name, whenEmpty] = match;
  const [least, most] = occurrences[occurrence] ?? [1, 1];
  return { name, kind, least, most, whenEmpty };
}

export const companyName = [partOf('Denominazione:String80Latin')];
export const personName = [partOf('Nome:String60Latin'), partOf('Cognome:String60Latin')];
export const ordinaryForm = structureOf(ordinaryStructure, ordinaryKinds);
export const simplifiedForm = structureOf(simplifiedStructure, simplifiedKinds);
