/**
 * Says whether an invoice has the structure that its format prescribes, and where it first departs
 * from it.
 */
import type { Element } from './element.ts';
import { fitsKind } from './fits-kind.ts';
import { companyName, ordinaryForm, personName, simplifiedForm } from './structure.ts';
import type { Part, Structure } from './structure.ts';
import type { ValueKind } from './value-kinds.ts';

export type Format = 'FPR12' | 'FPA12' | 'FSM10';

export type Departure = { readonly reason: string; readonly line: number | undefined };

export const ordinaryNamespace = 'http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2';
export const simplifiedNamespace = 'http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.0';
const signatureNamespace = 'http://www.w3.org/2000/09/xmldsig#';
const instanceNamespace = 'http://www.w3.org/2001/XMLSchema-instance';

/**
 * Compares an invoice with version 1.2.3 of the ordinary format or 1.0.1 of the simplified one.
 *
 * Of an XML signature only the place is looked at. The walk ends at the first departure, so that
 * its cost does not depend on how many there are.
 * @returns null when the invoice fits
 */
export function validateStructure(root: Element, format: Format): Departure | null {
  const simplified = format === 'FSM10';
  const name = simplified ? 'FatturaElettronicaSemplificata' : 'FatturaElettronica';
  const namespace = simplified ? simplifiedNamespace : ordinaryNamespace;
  if (root.name !== name || root.namespace !== namespace) {
    return departure(root, `the outermost element is not ${name} of ${namespace}`);
  }
  const structure = simplified ? simplifiedForm : ordinaryForm;
  return (
    checkRootAttributes(root, format, structure) ??
    checkParts(root, 'FatturaElettronica', structure, format)
  );
}

function checkRootAttributes(
  root: Element,
  format: Format,
  structure: Structure,
): Departure | null {
  const unknown = root.attributes.find(
    ({ name, namespace }) =>
      namespace !== instanceNamespace && (namespace !== '' || !rootAttributes.has(name)),
  );
  if (unknown) return departure(root, `attribute ${unknown.name} is not expected`);
  const value = (name: string): string | undefined =>
    root.attributes.find((attribute) => attribute.name === name)?.value;
  if (value('versione') !== format)
    return departure(root, 'attribute versione is missing or unknown');
  const sender = value('SistemaEmittente');
  const kind = structure.kinds['String10'];
  const fits = sender === undefined || (kind !== undefined && fitsKind(sender, kind));
  return fits ? null : departure(root, 'attribute SistemaEmittente has a wrong value');
}

const rootAttributes = new Set(['versione', 'SistemaEmittente']);

function checkParts(
  parent: Element,
  kind: string,
  structure: Structure,
  format: Format,
): Departure | null {
  if (parent.text.trim() !== '')
    return departure(parent, `${parent.name} has text between its elements`);
  let at = 0;
  for (const part of partsFor(parent, kind, structure)) {
    let count = 0;
    for (let next = parent.children[at]; next && count < part.most; next = parent.children[at]) {
      if (!isPart(next, part)) break;
      const found = part.kind === '@signature' ? null : checkElement(next, part, structure, format);
      if (found) return found;
      count += 1;
      at += 1;
    }
    if (count < part.least) return missing(parent, parent.children[at], part.name);
  }
  const left = parent.children[at];
  return left ? departure(left, `${left.name} is not expected here`) : null;
}

/** A name is a company's or a person's: whichever the element begins with. */
function partsFor(parent: Element, kind: string, structure: Structure): readonly Part[] {
  const parts = structure.elements.get(kind) ?? [];
  const isPerson = parent.children.some(({ name }) => name === 'Nome');
  const names = isPerson ? personName : companyName;
  return parts.flatMap((part) => (part.kind === '@name' ? names : [part]));
}

function isPart(element: Element, part: Part): boolean {
  if (part.kind === '@signature') return element.namespace === signatureNamespace;
  return element.name === part.name && element.namespace === '';
}

function checkElement(
  element: Element,
  part: Part,
  structure: Structure,
  format: Format,
): Departure | null {
  const attribute = element.attributes.find(({ namespace }) => namespace !== instanceNamespace);
  if (attribute)
    return departure(element, `attribute ${attribute.name} of ${element.name} is not expected`);
  if (structure.elements.has(part.kind)) return checkParts(element, part.kind, structure, format);
  const [inner] = element.children;
  if (inner) return departure(inner, `${inner.name} is not expected here`);
  const kind =
    part.kind === 'FormatoTrasmissione'
      ? { base: 'string', codes: format }
      : kindOf(part, structure);
  const value = element.text === '' && part.whenEmpty ? part.whenEmpty : element.text;
  if (fitsKind(value, kind)) return null;
  return departure(element, `${element.name} has a wrong value: "${value.trim().slice(0, 80)}"`);
}

function kindOf(part: Part, structure: Structure): ValueKind {
  return structure.kinds[part.kind] ?? { base: part.kind };
}

function missing(parent: Element, instead: Element | undefined, name: string): Departure {
  if (instead) return departure(instead, `${name} is expected here, not ${instead.name}`);
  return departure(parent, `${parent.name} ends without ${name}`);
}

function departure(element: Element, reason: string): Departure {
  return { reason, line: element.line };
}
