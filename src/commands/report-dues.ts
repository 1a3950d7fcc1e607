/** Prints what became of files of dues; with JSON, one document at the end. */
import { toDecimal } from '../core/money.ts';
import { rowErrorWords, type ImportedDues, type RowError } from '../due-imports/index.ts';
import type { Terminal } from './command.ts';

/** On a terminal nobody reads more; the failed rows and JSON name all. */
const mostSaid = 100;

const hints: Readonly<Partial<Record<string, string>>> = {
  due_changed: '; load it with --replace to put this in its place',
  column_unknown: ' with --column NAME=COLUMN, or --column NAME=- to leave it out',
  rows_rejected: '; --only-good loads the others',
};

export function reportDues(
  terminal: Terminal,
  { json, dryRun }: { readonly json: boolean; readonly dryRun: boolean },
): { readonly add: (file: ImportedDues) => void; readonly end: () => number } {
  const documents: string[] = [];
  let isRefused = false;
  return {
    add: (file) => {
      isRefused ||= file.rejected > 0 || file.error !== null;
      sayErrors(terminal, file);
      if (json) documents.push(JSON.stringify(shape(file)));
      else terminal.out(describe(file, dryRun));
    },
    end: () => {
      if (json) terminal.out(`{"files":[${documents.join(',')}]}`);
      return isRefused ? 1 : 0;
    },
  };
}

function sayErrors(terminal: Terminal, { file, error, errors }: ImportedDues): void {
  for (const one of errors.slice(0, mostSaid)) {
    const place = one.column === null ? '' : ` ${plain(one.column)}:`;
    const words = `${rowErrorWords('en', one)}${hints[one.code] ?? ''}`;
    terminal.say(`${file}:${one.row}:${place} ${plain(words)}`);
  }
  const left = errors.length - mostSaid;
  if (left > 0) terminal.say(`${file}: and ${left} more; --json or --failed-rows name them all`);
  if (error)
    terminal.say(`${file}: ${error.code}: ${plain(error.message)}${hints[error.code] ?? ''}`);
}

/** What stands in a file never moves a terminal's cursor. */
function plain(words: string): string {
  return words.replaceAll(/\p{Cc}/gu, ' ');
}

function describe(file: ImportedDues, dryRun: boolean): string {
  const wouldBe = dryRun && file.status === 'imported' ? 'would be ' : '';
  const sums = file.sums.map((sum) => `${toDecimal(sum)} ${sum.currency}`).join(', ');
  const counts = [
    `${file.rows} rows`,
    `${file.loaded} loaded${sums && ` (${sums})`}`,
    `${file.alreadyKnown} already known`,
    `${file.rejected} rejected`,
  ];
  return `${file.file}: ${wouldBe}${file.status.replace('_', ' ')}: ${counts.join(', ')}`;
}

/** The shape that contract texts promise. */
function shape({
  file,
  status,
  error,
  rows,
  loaded,
  alreadyKnown,
  rejected,
  errors,
}: ImportedDues) {
  return {
    file,
    status,
    error: error && { code: error.code, message: error.message },
    rows,
    loaded,
    already_known: alreadyKnown,
    rejected,
    errors: errors.map(shapeError),
  };
}

function shapeError(error: RowError) {
  const { row, column, code } = error;
  return { row, column, code, message: rowErrorWords('en', error) };
}
