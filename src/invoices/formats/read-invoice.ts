/** Reads the bytes of one file, signed or not, into the documents that it holds. */
import type { InvoiceDocument, Warn } from './document.ts';
import { decodeText } from './decode-text.ts';
import { child, children, parseXml, readElement, textOf } from './element.ts';
import type { Element } from './element.ts';
import type { Limits } from './limits.ts';
import { openEnvelopes } from './open-envelope.ts';
import { readCustomer, readSupplier } from './parties.ts';
import { readBody } from './read-body.ts';
import { ordinaryFigures, simplifiedFigures } from './read-figures.ts';
import { Rejection } from './rejection.ts';
import { scanMarkup } from './scan-markup.ts';
import { ordinaryNamespace, simplifiedNamespace, validateStructure } from './validate-structure.ts';
import type { Format } from './validate-structure.ts';

const ordinary = 'FatturaElettronica';
const simplified = 'FatturaElettronicaSemplificata';

/** @throws Rejection with the reason why nothing of the file is read */
export function readInvoice(
  bytes: Uint8Array,
  limits: Limits,
): { readonly documents: InvoiceDocument[]; readonly signers: readonly string[] } {
  if (bytes.length === 0) throw new Rejection('file_empty');
  if (bytes.length > limits.fileBytes) {
    throw new Rejection('file_too_large', { values: { limit: limits.fileBytes } });
  }
  const { content, signers } = openEnvelopes(bytes);
  const { text, differsFrom } = decodeText(content);
  // Anything else that is not XML would get a message about XML that helps nobody.
  if (!/^\s*</.test(text)) throw new Rejection('not_an_invoice', { line: 1 });
  const root = readRoot(scanMarkup(text, limits));
  const documents = readDocuments(root, (warn) => {
    if (differsFrom !== null) warn('encoding_differs', { declared: differsFrom.slice(0, 40) });
  });
  return { documents, signers };
}

function readRoot(text: string): Element {
  const document = parseXml(text);
  try {
    return readElement(document.root);
  } finally {
    document.dispose();
  }
}

function readDocuments(root: Element, ofText: (warn: Warn) => void): InvoiceDocument[] {
  if (root.name !== ordinary && root.name !== simplified) {
    throw new Rejection('not_an_invoice', { line: root.line });
  }
  const bodies = children(root, 'FatturaElettronicaBody');
  if (bodies.length === 0) throw new Rejection('missing_body', { line: root.line });
  const header = child(root, 'FatturaElettronicaHeader') ?? root;
  const supplier = readSupplier(header);
  const departure = validateStructure(root, formatOf(root));
  const expected = root.name === simplified ? simplifiedNamespace : ordinaryNamespace;
  const readFigures = root.name === simplified ? simplifiedFigures : ordinaryFigures;
  const ofFile = (warn: Warn): void => {
    ofText(warn);
    if (root.namespace !== expected) warn('namespace_unexpected', { namespace: root.namespace });
    if (departure)
      warn('schema_invalid', { reason: departure.reason, line: departure.line ?? '?' });
    readCustomer(header, warn);
  };
  const customer = readCustomer(header, () => undefined);
  return bodies.map((body) => readBody(body, { supplier, customer }, readFigures, ofFile));
}

/**
 * As the file declares it; one that declares nothing known is held against the format it looks
 * like.
 */
function formatOf(root: Element): Format {
  if (root.name === simplified) return 'FSM10';
  const declared = root.attributes.find(({ name }) => name === 'versione')?.value;
  if (declared === 'FPA12' || declared === 'FPR12') return declared;
  const header = child(root, 'FatturaElettronicaHeader', 'DatiTrasmissione');
  return textOf(header, 'FormatoTrasmissione') === 'FPA12' ? 'FPA12' : 'FPR12';
}
