/** A file of dues as it comes, and the least and most that is read of one. */

export type DuesSource = {
  readonly name: string;
  /** From its beginning, each time: a file is looked through before it is loaded. */
  readonly open: () => AsyncIterable<Uint8Array>;
};

export const duesLimits = {
  /** Rows of one file. */
  rows: 1_000_000,
  /** Bytes of one row. */
  rowBytes: 64 * 1024,
  columns: 500,
  /** Rows of one plan: the whole and its instalments. */
  planRows: 121,
  /** Errors that are told one by one; the failed rows name all. */
  errors: 10_000,
} as const;

/** What the organisation says of its file, where it does not show by itself. */
export type Reading = {
  /** Names of the file's header, and the columns that they are; `-` for one that is left out. */
  readonly columns?: Readonly<Record<string, string>> | undefined;
  readonly decimal?: 'comma' | 'dot' | undefined;
  readonly encoding?: Encoding | undefined;
};

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15'] as const;
export type Encoding = (typeof encodings)[number];
