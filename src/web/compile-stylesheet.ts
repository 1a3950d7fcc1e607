/** Compiles the portal's stylesheet: Sass, then only what is used, then colours that can be changed. */
import { join } from 'node:path';
import postcss from 'postcss';
import { PurgeCSS } from 'purgecss';
import { compileAsync } from 'sass';
import { nameColours } from './primary-colours.ts';

/**
 * Compiles `styles/portal.scss`; only rules stay that `markup` can use.
 *
 * @param libraryFolder where Bootstrap Italia is
 */
export async function compileStylesheet(markup: string, libraryFolder: string): Promise<string> {
  const { css } = await compileAsync(join(import.meta.dirname, 'styles', 'portal.scss'), {
    loadPaths: [join(libraryFolder, 'src', 'scss')],
    style: 'compressed',
    charset: false,
    quietDeps: true,
    // The library still uses these; it is its upgrade to make, not ours.
    silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
  });
  const [purged] = await new PurgeCSS().purge({
    content: [{ raw: markup, extension: 'ts' }],
    css: [{ raw: css }],
    extractors: [{ extensions: ['ts'], extractor: (text) => text.match(/[\w-]+/g) ?? [] }],
    safelist: { standard: ['html', 'body'], variables: ['--bootstrap-italia-version'] },
    variables: true,
    keyframes: true,
  });
  const coloured = postcss([nameColours]).process(purged?.css ?? '', { from: undefined });
  return `/*! Bootstrap Italia 2, BSD-3-Clause, Presidenza del Consiglio dei Ministri */${coloured.css}`;
}
