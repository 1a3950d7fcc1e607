/** The door of the seals outside the database; it owns seal_notes: noted, compared, and accepted after a restore. */
export { acceptSeals, type Accepted } from './accept-seals.ts';
export { appendTo, type AppendSeal } from './append-line.ts';
export { compareSeals, type Finding, type SealsReport } from './compare-seals.ts';
export { describeFinding } from './describe-finding.ts';
export { fromFile, type Source } from './read-lines.ts';
export { noteSeals } from './note-seals.ts';
export { sealFiles } from './seal-files.ts';
