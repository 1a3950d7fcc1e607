/** x. */
export function requirementsOf(_: string): string[] {
  return [];
}
