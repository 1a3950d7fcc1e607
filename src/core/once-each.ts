/** Makes a thing once for each key: for what is costly to make, small to keep, and has few keys. */

/** @param make called once for each different row of keys; every result is kept as long as the process lives */
export function onceEach<Key extends readonly string[], Made>(
  make: (...key: Key) => Made,
): (...key: Key) => Made {
  const made = new Map<string, Made>();
  return (...key) => {
    const name = key.join('\0');
    const known = made.get(name);
    if (known !== undefined) return known;
    const fresh = make(...key);
    made.set(name, fresh);
    return fresh;
  };
}
