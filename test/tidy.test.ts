/** Keeps the house tidy: what things are called, how long they are, and what no file may do. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { crashPoints } from '../src/core/crash-points.ts';
import {
  bannedNames,
  clocks,
  clockWaiters,
  environmentReaders,
  machineTraces,
  markupVouchers,
  minorUnitWriters,
  mostLines,
  randomSources,
  usedByNobody,
  usedWithoutImport,
} from './tidy/rules.ts';
import {
  codeFiles,
  codeLines,
  filesOf,
  findInCode,
  importsOf,
  isTest,
  none,
  productionFiles,
  root,
} from './tidy/source-files.ts';

const code = codeFiles();
const production = productionFiles();
test('the environment is read only where the settings are', () => {
  const readers = production.filter(
    ({ path }) => !environmentReaders.includes(path) && !path.startsWith('scripts/'),
  );
  none(findInCode(readers, /process\.env\b/), 'read settings in src/config.ts');
});

test('only the clocks ask the machine for the time', () => {
  const others = production.filter(
    ({ path }) => !clocks.includes(path) && !path.startsWith('scripts/'),
  );
  const pattern = /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b|\bDate\(\)/;
  none(findInCode(others, pattern), 'take the clock from the context');
});

test('only named places ask the machine for randomness', () => {
  const others = production.filter(({ path }) => !(path in randomSources));
  const pattern =
    /\bMath\.random\b|\brandomUUID\b|\brandomBytes\b|\brandomInt\b|\bgetRandomValues\b/;
  none(findInCode(others, pattern), 'take ids from the context');
});

test('only named places vouch for markup', () => {
  const others = production.filter(({ path }) => !(path in markupVouchers));
  none(findInCode(others, /\bunsafeHtml\b/), 'write markup with html`…`');
});

test('no number ever holds an amount of money', () => {
  const pattern = /\bparseFloat\b|\.toFixed\(|\/ 100\b|Number\([^)]*\.minor\b/;
  const others = production.filter(
    ({ path }) => !(path in minorUnitWriters) && !path.startsWith('scripts/'),
  );
  none(findInCode(others, pattern), 'use src/core/money.ts');
});

test('the compiler is never told to look away', () => {
  const told = code.filter(
    ({ path, text }) =>
      path !== 'test/tidy.test.ts' && /@ts-(?:ignore|nocheck|expect-error)/.test(text),
  );
  none(
    told.map((file) => file.path),
    'find the type',
  );
});

test('names of files and folders say what is inside', () => {
  const paths = filesOf('{src,sandbox,test,scripts,prove,bench}/**/*').map((file) => file.path);
  const banned = paths.filter((path) =>
    path.split('/').some((part) => bannedNames.includes(part.split('.')[0] ?? '')),
  );
  none(banned, 'these names hide where a thing belongs');
  const named = /^(?:_?[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9-]+)*|\d{4}-[a-z-]+\.sql|README\.md)$/;
  const odd = code.filter(({ path }) => !named.test(path.split('/').at(-1) ?? ''));
  none(
    odd.map((file) => file.path),
    'names are in kebab-case',
  );
});

test('no file is too long to read', () => {
  const limited = code.filter(({ path }) => !/\.texts\.ts$|\.sql\.ts$/.test(path));
  const long = limited
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > mostLines);
  none(
    long.map(({ path, lines }) => `${path} has ${lines} lines`),
    `divide files of more than ${mostLines} lines`,
  );
});

test('the first line of every file says what it owns or promises', () => {
  const silent = code.filter(
    ({ path, text }) => !isTest({ path, text }) && !/^(?:#!.*\n)?\/\*\*/.test(text),
  );
  none(
    silent.map((file) => file.path),
    'begin with a comment of one sentence: /** … */',
  );
});

test('comments leave nothing for later and no history', () => {
  const wrong = code.flatMap((file) =>
    file.text.split('\n').flatMap((line, index) => {
      const left = /^\s*(?:\/\/|\/?\*).*\b(?:TODO(?!\(#\d+\))|FIXME|XXX|HACK)\b/.test(line);
      const divider = /^\s*(?:\/\/|\*)\s*[-=#*]{4,}/.test(line);
      const dead = /^\s*\/\/ (?:const|let|return|import|await|if \(|for \(|\}).*[;{}]$/.test(line);
      return left || divider || dead ? [`${file.path}:${index + 1}: ${line.trim()}`] : [];
    }),
  );
  none(wrong, 'finish it, number it (TODO(#123)), or take it out');
});

test('every file is used by something', () => {
  const used = new Set(production.flatMap(importsOf).map(({ to }) => to));
  const inRooms = production.filter(({ path }) => !path.startsWith('scripts/'));
  const idle = inRooms.filter(({ path }) => !used.has(path) && !(path in usedByNobody));
  none(
    idle.map((file) => file.path),
    'remove these, or say in test/tidy/rules.ts why they are there',
  );
  none(
    Object.keys(usedByNobody).filter((path) => used.has(path)),
    'these are used now: take them out of test/tidy/rules.ts',
  );
});

test('every crash point is in the code', () => {
  const text = production.map((file) => file.text).join('\n');
  none(
    crashPoints.filter((point) => !text.includes(`reach('${point}')`)),
    'no test can kill the process there',
  );
});

test('there are only named exports', () => {
  none(findInCode(code, /^export default\b/), 'name what is exported');
});

test('texts for people exist in every language', () => {
  const wrong = code
    .filter(({ path }) => path.endsWith('.texts.ts'))
    .flatMap(({ path, text }) => {
      const missing = ['it', 'en', 'es'].filter(
        (language) => !new RegExp(`\\b${language}\\b\\s*[:,=]`).test(text),
      );
      return missing.map((language) => `${path} has no ${language}`);
    });
  none(wrong, 'write the texts that are missing');
});

test('the names of tests are sentences about the domain', () => {
  const name = /^\s*(?:await )?(?:test|it)\(\s*(['"`])((?:\\.|(?!\1).)*)\1/;
  const wrong = code.filter(isTest).flatMap((file) =>
    codeLines(file).flatMap(({ number, text }) => {
      const sentence = name.exec(text)?.[2];
      if (sentence === undefined) return [];
      const isSentence =
        sentence.split(' ').length >= 4 && !/^should\b|^tests?\b|\.$/i.test(sentence);
      return isSentence ? [] : [`${file.path}:${number}: ${sentence}`];
    }),
  );
  none(wrong, 'say what holds, in a sentence');
});

test('no test is switched off', () => {
  none(
    findInCode(code.filter(isTest), /\b(?:test|it|suite|describe)\.(?:only|skip|todo)\(/),
    'switch it on',
  );
});

test('no test waits by the clock', () => {
  const tests = code.filter((file) => isTest(file) && !(file.path in clockWaiters));
  none(
    findInCode(tests, /^(?!.*\bwhile \().*(?:\bsetTimeout\(|\bdelay\(\d)/),
    'wait for a condition or an event',
  );
});

test('no file of the repository names a machine, a registry or a session', () => {
  const files = filesOf(
    '*',
    '.[!g]*',
    '.gitignore',
    '{src,sandbox,test,scripts,prove,bench,docs,.ci,.github}/**/*',
  ).filter(({ path }) => path !== 'package-lock.json' && path !== 'test/tidy/rules.ts');
  const wrong = files.flatMap((file) =>
    file.text
      .split('\n')
      .flatMap((line, index) =>
        machineTraces.some((trace) => trace.test(line))
          ? [`${file.path}:${index + 1}: ${line.trim()}`]
          : [],
      ),
  );
  none(wrong, 'the repository must make sense anywhere');
});

const manifest = z
  .object({
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });

test('every dependency is justified in a decision record', () => {
  const records = filesOf('docs/decisions/*.md')
    .map((file) => file.text)
    .join('\n');
  const missing = versions.map(([name]) => name).filter((name) => !records.includes(`\`${name}\``));
  none(missing, 'say in docs/decisions what it does and what we would write instead');
});

test('every dependency is used', () => {
  const texts = [...code, ...filesOf('tsconfig.json')].map((file) => file.text).join('\n');
  const unused = versions
    .map(([name]) => name)
    .filter((name) => !name.startsWith('@types/') && !(name in usedWithoutImport))
    .filter((name) => !texts.includes(`'${name}`) && !texts.includes(`"${name}/`));
  none(unused, 'take these out of package.json');
});

test('every dependency has one exact version', () => {
  const loose = versions.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version));
  none(
    loose.map(([name, version]) => `${name} ${version}`),
    'pin the version',
  );
});

test('what the documents point at is there', () => {
  const link = /\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g;
  const wrong = filesOf('*.md', 'docs/**/*.md', '{src,sandbox}/**/*.md').flatMap(({ path, text }) =>
    [...text.matchAll(link)]
      .map((match) => match[1] ?? '')
      .filter((target) => !existsSync(join(root, path, '..', target)))
      .map((target) => `${path} points at ${target}`),
  );
  none(wrong, 'mend the links');
});

test('files that the documents name are there', () => {
  const named = /`((?:[\w.-]+\/)+[\w.-]+\.(?:ts|sql|md))`/g;
  const wrong = filesOf('*.md', 'docs/**/*.md', 'sandbox/**/*.md').flatMap(({ path, text }) =>
    [...text.matchAll(named)]
      .map((match) => match[1] ?? '')
      .filter((name) => !existsSync(join(root, name)) && !existsSync(join(root, 'src', name)))
      .map((name) => `${path} names ${name}`),
  );
  none(wrong, 'follow the file where it went');
});
