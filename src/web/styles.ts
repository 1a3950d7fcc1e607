/**
 * Makes the portal's stylesheet out of Bootstrap Italia: compiled, purged, recolourable, cached by
 * content.
 */
import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Styles = {
  readonly css: string;
  /** Changes with the content; part of the file's address. */
  readonly hash: string;
};

const here = import.meta.dirname;
const sourceFolder = join(here, '..');
const root = join(sourceFolder, '..');
const libraryFolder = join(root, 'node_modules', 'bootstrap-italia');
const defaultCache = join(root, '.cache', 'styles');

/**
 * Compiles the stylesheet, or reads it from `.cache/styles/` when nothing it is made of has
 * changed.
 *
 * Only rules that the sources below `src/web` and `src/office` can use stay, so class names must be written whole.
 */
export async function compileStyles(cacheFolder: string = defaultCache): Promise<Styles> {
  const inputs = await readInputs();
  const file = join(cacheFolder, `${inputs.hash}.css`);
  const css = (await readIfThere(file)) ?? (await compileAndKeep(inputs.markup, cacheFolder, file));
  return { css, hash: shortHash(css) };
}

async function readInputs(): Promise<{ hash: string; markup: string }> {
  const sources = globSync(['{web,office}/**/*.ts', 'web/assets/*.js'], { cwd: sourceFolder })
    .filter((name) => !/\.(?:test|texts)\.ts$/.test(name))
    .toSorted();
  const styles = globSync('web/styles/*.scss', { cwd: sourceFolder }).toSorted();
  const read = (name: string): Promise<string> => readFile(join(sourceFolder, name), 'utf8');
  const markup = (await Promise.all(sources.map(read))).join('\n');
  const written = await Promise.all(styles.map(read));
  const version = await readFile(join(libraryFolder, 'package.json'), 'utf8');
  return { hash: shortHash([markup, ...written, version].join('\0')), markup };
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new Error(`the cached styles cannot be read: ${file}`, { cause: error });
  }
}

async function compileAndKeep(markup: string, folder: string, file: string): Promise<string> {
  // The compiler takes longer to load than all the rest of the portal, and is needed once.
  const { compileStylesheet } = await import('./compile-stylesheet.ts');
  const css = await compileStylesheet(markup, libraryFolder);
  await mkdir(folder, { recursive: true });
  // Renaming is atomic: a second process never reads half a file.
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, css);
  await rename(draft, file);
  return css;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
