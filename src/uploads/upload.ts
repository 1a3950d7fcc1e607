/** An upload: files of invoices and dues that somebody of the staff sent in the browser, judged before they are loaded. */
import type { Language } from '../core/texts.ts';
import type { Figures } from './figures.ts';
import type { UploadState } from './upload-states.ts';

const megabyte = 1024 * 1024;

/** What the page says before anybody chooses files. */
export const uploadLimits = {
  /** Of all that is sent at once. */
  bytes: 25 * megabyte,
  /** Files, those of archives counted one by one. */
  files: 1000,
  fileBytes: 5 * megabyte,
  /** Of all files of an archive together, unpacked. */
  unpackedBytes: 100 * megabyte,
} as const;

/** What uploads of an organisation may take up together until they are loaded or left. */
export const mostKeptBytes = 10 * uploadLimits.bytes;

export const dayMs = 86_400_000;

/** `good`: every file that can be loaded; `all`: all of them or none. */
export type Way = 'good' | 'all';

export type Upload = {
  readonly id: string;
  /** `staff:stf_…`. */
  readonly uploadedBy: string;
  readonly recipient: string;
  readonly language: Language;
  /** For which services whoever sent it may load, as of the last deed; null for all. */
  readonly services: readonly string[] | null;
  readonly state: UploadState;
  readonly way: Way | null;
  /** Puts changed content in the place of invoices that nobody has begun to pay. */
  readonly replaces: boolean;
  /** An order to load all or nothing ended with nothing, and the files were judged again. */
  readonly refused: boolean;
  readonly uploadedAt: Date;
  readonly orderedAt: Date | null;
  readonly endedAt: Date | null;
  readonly fileCount: number;
  /** Of the step under way. */
  readonly doneCount: number;
  /** Null before the files were judged. */
  readonly figures: Figures | null;
  readonly tries: number;
  readonly erasedAt: Date | null;
};
