/** By what the uses of a discount are counted per payer: a digest of who owes, never the data themselves. */
import { keyedDigest, type PortalKey } from '../core/sealing.ts';

/** @param debtor of whom the tax code counts, or else the address, or else the name */
export function payerKeyOf(
  key: PortalKey,
  organisationId: string,
  debtor: { readonly name: string; readonly taxId: string | null; readonly email: string | null },
): string {
  const bare = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
  const known = debtor.taxId
    ? `tax:${bare(debtor.taxId)}`
    : debtor.email
      ? `mail:${bare(debtor.email)}`
      : `name:${bare(debtor.name)}`;
  return keyedDigest(key, 'discount-payer', `${organisationId}:${known}`);
}
