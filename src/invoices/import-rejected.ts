/** The file can be read and must not be loaded; nothing of it was. */
export class ImportRejected extends Error {
  /** A stable word for programs. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'ImportRejected';
    this.code = code;
  }
}
