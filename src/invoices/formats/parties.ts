/** Reads who issued an invoice and to whom, in both formats. */
import type { Customer, Supplier, Warn } from './document.ts';
import { child, textOf } from './element.ts';
import type { Element } from './element.ts';
import { Rejection } from './rejection.ts';
import { codeIn } from './values.ts';

/** @throws Rejection `missing_supplier` when there is no identifier */
export function readSupplier(header: Element | undefined): Supplier {
  const party = child(header, 'CedentePrestatore');
  // The simplified format has no level of its own for these data.
  const data = child(party, 'DatiAnagrafici') ?? party;
  const vatNumber = vatNumberIn(data);
  const taxCode = codeIn(data, 'CodiceFiscale');
  const bare = codeIn(child(data, 'IdFiscaleIVA'), 'IdCodice');
  const taxIds = [...new Set([vatNumber, bare, taxCode].filter((id) => id !== null))];
  if (taxIds.length === 0) {
    throw new Rejection('missing_supplier', { line: (party ?? header)?.line });
  }
  return { taxIds, name: nameIn(data) ?? taxIds[0] ?? '' };
}

/** @throws Rejection `missing_customer` when there is neither identifier nor name */
export function readCustomer(header: Element | undefined, warn: Warn): Customer {
  const party = child(header, 'CessionarioCommittente');
  const data = child(party, 'DatiAnagrafici') ?? child(party, 'IdentificativiFiscali');
  const vatNumber = vatNumberIn(data);
  const taxCode = codeIn(data, 'CodiceFiscale');
  const name = nameIn(data) ?? nameIn(child(party, 'AltriDatiIdentificativi'));
  const anyName = name ?? vatNumber ?? taxCode;
  if (anyName === null) throw new Rejection('missing_customer', { line: (party ?? header)?.line });
  if (vatNumber === null && taxCode === null) warn('customer_without_tax_id');
  return { vatNumber, taxCode, name: anyName };
}

function vatNumberIn(data: Element | undefined): string | null {
  const identifier = child(data, 'IdFiscaleIVA');
  const code = codeIn(identifier, 'IdCodice');
  return code === null ? null : `${codeIn(identifier, 'IdPaese') ?? ''}${code}`;
}

function nameIn(data: Element | undefined): string | null {
  const holder = child(data, 'Anagrafica') ?? data;
  const person = [textOf(holder, 'Nome'), textOf(holder, 'Cognome')].filter(
    (part) => part !== null,
  );
  return textOf(holder, 'Denominazione') ?? (person.length > 0 ? person.join(' ') : null);
}
