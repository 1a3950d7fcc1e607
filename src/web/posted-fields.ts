/** What came with a request, as fields; parsers make objects without a prototype, so `instanceof` sees nothing. */

export type PostedFields = Readonly<Record<string, unknown>>;

/** @param given a parsed body or query; anything but an object counts as no fields */
export function postedFields(given: unknown): PostedFields {
  return typeof given === 'object' && given !== null ? (given as PostedFields) : {};
}
