/** How large a file may be, so that no upload can exhaust the machine. */

/**
 * Sizes in bytes; `ratio` is how many times an entry may grow once it is larger than `ratioFrom`.
 */
export type Limits = {
  readonly fileBytes: number;
  readonly depth: number;
  readonly elements: number;
  readonly archiveEntries: number;
  readonly archiveBytes: number;
  readonly ratio: number;
  readonly ratioFrom: number;
};

export const defaultLimits: Limits = {
  fileBytes: 20 * 1024 * 1024,
  depth: 64,
  elements: 150_000,
  archiveEntries: 100_000,
  archiveBytes: 4 * 1024 * 1024 * 1024,
  ratio: 200,
  ratioFrom: 4 * 1024 * 1024,
};
