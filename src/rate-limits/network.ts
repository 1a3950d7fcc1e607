/** Who counts as one visitor by the network address that a request comes from. */

/**
 * An IPv4 address as it is; of an IPv6 address the first 64 bits, because whoever has one address
 * there has all of that network to choose from (RFC 6177).
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!address.includes(':')) return address;
  const [front = '', back] = address.toLowerCase().replace(/%.*$/, '').split('::');
  const groups = front === '' ? [] : front.split(':');
  const rest = back ? back.split(':') : [];
  const gap = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0');
  const all = back === undefined ? groups : [...groups, ...gap, ...rest];
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
