/** The files of the project as the tidy rules see them: their paths, texts and lines of code. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

export type SourceFile = {
  /** From the root of the repository, with slashes. */
  readonly path: string;
  readonly text: string;
};

const notOurs = ['node_modules', '.git', '.cache', 'data', 'dist'];

/** Files that match any of the patterns, in the order of their paths. */
export function filesOf(...patterns: readonly string[]): SourceFile[] {
  const found = globSync(patterns, {
    cwd: root,
    withFileTypes: true,
    exclude: (entry) => notOurs.includes(entry.name),
  });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** All code of ours, tests included. */
export function codeFiles(): SourceFile[] {
  return filesOf('{src,sandbox,test,scripts,prove,bench}/**/*.ts');
}

export function isTest(file: SourceFile): boolean {
  return file.path.endsWith('.test.ts');
}

export type CodeLine = { readonly number: number; readonly text: string };

/** Lines without comments; a line inside a text that looks like a comment is taken for one. */
export function codeLines(file: SourceFile): CodeLine[] {
  return file.text
    .split('\n')
    .map((text, index) => ({ number: index + 1, text: text.replace(/(?:^|\s)\/\/ .*$/, '') }))
    .filter(({ text }) => !/^\s*(?:\/?\*|\/\/)/.test(text));
}

/** Where a pattern occurs in the code of the files, as `path:line: text`. */
export function findInCode(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    codeLines(file)
      .filter(({ text }) => pattern.test(text))
      .map(({ number, text }) => `${file.path}:${number}: ${text.trim()}`),
  );
}

export type Import = { readonly from: string; readonly to: string };

/** The relative imports of a file, as paths from the root. */
export function importsOf(file: SourceFile): Import[] {
  const pattern = /(?:\bfrom|\bimport|\bimport\()\s*'(\.[^']+)'/g;
  return [...file.text.matchAll(pattern)].map((match) => ({
    from: file.path,
    to: join(dirname(file.path), match[1] ?? ''),
  }));
}

/** Code that runs outside tests. */
export function productionFiles(): SourceFile[] {
  return codeFiles().filter(
    (file) => !isTest(file) && !file.path.startsWith('test/') && !isTestSupport(file),
  );
}

/** Suites and programs that only tests start, kept beside what they test. */
function isTestSupport(file: SourceFile): boolean {
  const names =
    /\/(?:contract-[\w-]+|sample-[\w-]+|test-(?:envelope|sandbox)|start-sandbox-process|read-pdf)\.ts$/;
  return names.test(file.path);
}

/** Fails with one line per fault and what to do about them. */
export function none(faults: readonly string[], remedy: string): void {
  if (faults.length > 0) assert.fail(`${remedy}:\n  ${faults.join('\n  ')}\n`);
}
