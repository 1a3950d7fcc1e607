/** Puts a sabotage into a copy of the repository, or says that it no longer fits the code. */
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Change, Sabotage } from './sabotage.ts';

export const root = join(import.meta.dirname, '..', '..');

/** What a part of the proof needs of a clone. */
const copied = ['src', 'sandbox', 'prove', 'test', 'scripts', 'docs', 'package.json'];
/** What is the same in every copy, and large. */
const linked = ['node_modules'];

/** @param folder does not exist yet; @throws Error when a text to be changed is not there once */
export function plant(sabotage: Sabotage, folder: string): void {
  const texts = sabotagedTexts(sabotage);
  mkdirSync(folder, { recursive: true });
  for (const name of copied) cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const name of linked) symlinkSync(join(root, name), join(folder, name));
  // The stylesheet is compiled once for all copies; what it is made of is no place for a sabotage.
  mkdirSync(join(root, '.cache', 'styles'), { recursive: true });
  mkdirSync(join(folder, '.cache'));
  symlinkSync(join(root, '.cache', 'styles'), join(folder, '.cache', 'styles'));
  for (const [file, text] of texts) writeFileSync(join(folder, file), text);
}

/** The files that a sabotage changes, as they are with it. */
export function sabotagedTexts(sabotage: Sabotage): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const change of sabotage.changes) {
    const text = texts.get(change.file) ?? readFileSync(join(root, change.file), 'utf8');
    texts.set(change.file, applied(sabotage.id, change, text));
  }
  return texts;
}

function applied(id: string, { file, from, to }: Change, text: string): string {
  const [before, after, ...more] = text.split(from);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(
      `sabotage ${id}: in ${file} this stands ${text.split(from).length - 1} times, not once:\n${from}`,
    );
  }
  return `${before}${to}${after}`;
}
