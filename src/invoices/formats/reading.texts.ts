/**
 * What the reader of invoices says to people: why a file is refused, and what to look at in one
 * that is read.
 */
import { texts } from '../../core/texts.ts';

const en = {
  archive_empty: 'The archive holds no invoice',
  archive_encrypted: '{entry} is encrypted',
  archive_malformed: 'The archive is damaged: {reason}',
  archive_method_unknown: '{entry} is compressed in a way that is not supported',
  archive_nested: '{entry} is itself an archive; archives inside archives are not read',
  archive_ratio: '{entry} grows more than {limit} times when it is unpacked',
  archive_too_large: 'The archive unpacks to more than {limit} bytes',
  archive_too_many_entries: 'The archive holds more than {limit} files',
  doctype_refused: 'The file declares a document type, which an invoice must not do',
  encoding_invalid: 'The file is not in the encoding it declares ({encoding})',
  encoding_unknown: 'The encoding {encoding} is not known',
  file_empty: 'The file is empty',
  file_too_large: 'The file is larger than {limit} bytes',
  invalid_amount: '{element} is not an amount: “{value}”',
  invalid_currency: '“{value}” is not a currency',
  invalid_date: '“{value}” is not a date',
  invalid_number: 'The invoice number is longer than {limit} characters',
  malformed: 'The file is not well-formed XML: {reason}',
  missing_amounts: 'The invoice has no total and no summary to compute it from',
  missing_body: 'The file holds no invoice body',
  missing_currency: 'The invoice has no currency',
  missing_customer: 'The invoice does not say who the customer is',
  missing_date: 'The invoice has no date',
  missing_document_type: 'The invoice has no document type',
  missing_number: 'The invoice has no number',
  missing_supplier: 'The invoice does not say who the supplier is',
  not_an_invoice: 'The file is not an electronic invoice',
  signature_algorithm_unknown: 'The signature uses an algorithm that is not supported',
  signature_certificate_missing: 'The signature does not carry the certificate of its signer',
  signature_content_missing: 'The signed file does not contain the invoice',
  signature_malformed: 'The signed envelope is damaged',
  signature_mismatch: 'The content is not what was signed',
  signature_missing: 'The signed envelope carries no signature',
  signature_too_deep: 'There are more than {limit} signed envelopes inside each other',
  too_deep: 'The elements are nested more than {limit} deep',
  too_many_elements: 'The file holds more than {limit} elements',
  value_too_long: '{element} is longer than {limit} characters',
  advance_payment: 'The invoice speaks of an advance: check whether it was paid already',
  blanks_in_value: '{element} has blanks inside: “{value}”',
  collected_by_direct_debit: 'The supplier collects an instalment by direct debit ({means})',
  credit_note_not_positive: 'The total of the credit note is {total}',
  customer_without_tax_id: 'The customer has neither VAT number nor tax code',
  document_type_unknown: 'Document type {type} is not known; nothing is asked to be paid',
  due_date_invalid: 'The due date of an instalment is not a date: “{value}”',
  due_date_missing: 'An instalment has no due date',
  encoding_differs: 'The file declares {declared} but is in UTF-8',
  instalment_not_positive: 'An instalment is {amount}',
  instalment_without_amount: 'An instalment has no amount; the payable amount is asked as a whole',
  instalments_differ_from_payable:
    'The instalments add up to {instalments}, the payable amount is {payable}',
  instalments_repeat_whole:
    'Each of {count} instalments is the whole payable amount: they may be alternatives',
  namespace_unexpected: 'The namespace is not that of the format: “{namespace}”',
  nothing_to_pay: 'Nothing is left to pay',
  schema_invalid: 'The file departs from its format at line {line}: {reason}',
  self_invoice:
    'Document type {type} is issued by the customer: check whether anything is to be paid',
  split_payment_without_vat: 'The invoice declares split payment, but without VAT',
  total_differs_from_summary: 'The total is {total}, the summary adds up to {summary}',
  total_not_positive: 'The total is {total}',
  withheld_by_treasury: 'An instalment is withheld by the treasury ({means})',
} as const;

export type ReadingCode = keyof typeof en;
export type WarningCode =
  | 'advance_payment'
  | 'blanks_in_value'
  | 'collected_by_direct_debit'
  | 'credit_note_not_positive'
  | 'customer_without_tax_id'
  | 'document_type_unknown'
  | 'due_date_invalid'
  | 'due_date_missing'
  | 'encoding_differs'
  | 'instalment_not_positive'
  | 'instalment_without_amount'
  | 'instalments_differ_from_payable'
  | 'instalments_repeat_whole'
  | 'namespace_unexpected'
  | 'nothing_to_pay'
  | 'schema_invalid'
  | 'self_invoice'
  | 'split_payment_without_vat'
  | 'total_differs_from_summary'
  | 'total_not_positive'
  | 'withheld_by_treasury';
export type RejectionCode = Exclude<ReadingCode, WarningCode>;

/** Whether a word is one for which there is a text; warnings have texts too. */
export function isReadingCode(code: string): code is ReadingCode {
  return Object.hasOwn(en, code);
}

export const readingTexts = texts<ReadingCode>({
  en,
  it: {
    archive_empty: 'L’archivio non contiene fatture',
    archive_encrypted: '{entry} è cifrato',
    archive_malformed: 'L’archivio è danneggiato: {reason}',
    archive_method_unknown: '{entry} è compresso con un metodo non supportato',
    archive_nested:
      '{entry} è a sua volta un archivio; gli archivi dentro altri archivi non vengono letti',
    archive_ratio: '{entry} aumenta di oltre {limit} volte quando viene estratto',
    archive_too_large: 'L’archivio estratto supera {limit} byte',
    archive_too_many_entries: 'L’archivio contiene più di {limit} file',
    doctype_refused: 'Il file dichiara un tipo di documento (DOCTYPE), non ammesso in una fattura',
    encoding_invalid: 'Il file non è nella codifica che dichiara ({encoding})',
    encoding_unknown: 'La codifica {encoding} non è conosciuta',
    file_empty: 'Il file è vuoto',
    file_too_large: 'Il file supera {limit} byte',
    invalid_amount: '{element} non è un importo: «{value}»',
    invalid_currency: '«{value}» non è una valuta',
    invalid_date: '«{value}» non è una data',
    invalid_number: 'Il numero della fattura supera {limit} caratteri',
    malformed: 'Il file non è XML ben formato: {reason}',
    missing_amounts: 'La fattura non riporta il totale né un riepilogo da cui calcolarlo',
    missing_body: 'Il file non contiene il corpo della fattura',
    missing_currency: 'La fattura non riporta la valuta',
    missing_customer: 'La fattura non indica il cliente',
    missing_date: 'La fattura non riporta la data',
    missing_document_type: 'La fattura non riporta il tipo di documento',
    missing_number: 'La fattura non riporta il numero',
    missing_supplier: 'La fattura non indica il fornitore',
    not_an_invoice: 'Il file non è una fattura elettronica',
    signature_algorithm_unknown: 'La firma usa un algoritmo non supportato',
    signature_certificate_missing: 'La firma non contiene il certificato di chi ha firmato',
    signature_content_missing: 'Il file firmato non contiene la fattura',
    signature_malformed: 'La busta firmata è danneggiata',
    signature_mismatch: 'Il contenuto non è quello che è stato firmato',
    signature_missing: 'La busta non contiene alcuna firma',
    signature_too_deep: 'Ci sono più di {limit} buste firmate una dentro l’altra',
    too_deep: 'Gli elementi sono annidati oltre {limit} livelli',
    too_many_elements: 'Il file contiene più di {limit} elementi',
    value_too_long: '{element} supera {limit} caratteri',
    advance_payment: 'La fattura riguarda un anticipo: verificare se è già stato pagato',
    blanks_in_value: '{element} contiene spazi: «{value}»',
    collected_by_direct_debit: 'Il fornitore incassa una rata con addebito diretto ({means})',
    credit_note_not_positive: 'Il totale della nota di credito è {total}',
    customer_without_tax_id: 'Il cliente non ha né partita IVA né codice fiscale',
    document_type_unknown:
      'Il tipo di documento {type} non è conosciuto; non viene chiesto alcun pagamento',
    due_date_invalid: 'La scadenza di una rata non è una data: «{value}»',
    due_date_missing: 'Una rata non ha scadenza',
    encoding_differs: 'Il file dichiara {declared} ma è in UTF-8',
    instalment_not_positive: 'Una rata è di {amount}',
    instalment_without_amount:
      'Una rata non ha importo; l’importo da pagare viene chiesto per intero',
    instalments_differ_from_payable:
      'La somma delle rate è {instalments}, l’importo da pagare è {payable}',
    instalments_repeat_whole:
      'Ognuna delle {count} rate è pari all’intero importo da pagare: potrebbero essere alternative',
    namespace_unexpected: 'Lo spazio dei nomi non è quello del formato: «{namespace}»',
    nothing_to_pay: 'Non resta nulla da pagare',
    schema_invalid: 'Il file si discosta dal formato alla riga {line}: {reason}',
    self_invoice:
      'Il tipo di documento {type} è emesso dal cliente: verificare se c’è qualcosa da pagare',
    split_payment_without_vat: 'La fattura dichiara la scissione dei pagamenti, ma senza IVA',
    total_differs_from_summary: 'Il totale è {total}, la somma del riepilogo è {summary}',
    total_not_positive: 'Il totale è {total}',
    withheld_by_treasury: 'Una rata è trattenuta dalla tesoreria ({means})',
  },
  es: {
    archive_empty: 'El archivo comprimido no contiene facturas',
    archive_encrypted: '{entry} está cifrado',
    archive_malformed: 'El archivo comprimido está dañado: {reason}',
    archive_method_unknown: '{entry} está comprimido con un método no admitido',
    archive_nested: '{entry} es a su vez un archivo comprimido; no se leen unos dentro de otros',
    archive_ratio: '{entry} crece más de {limit} veces al descomprimirse',
    archive_too_large: 'El archivo descomprimido supera los {limit} bytes',
    archive_too_many_entries: 'El archivo comprimido contiene más de {limit} ficheros',
    doctype_refused:
      'El archivo declara un tipo de documento (DOCTYPE), no permitido en una factura',
    encoding_invalid: 'El archivo no está en la codificación que declara ({encoding})',
    encoding_unknown: 'La codificación {encoding} no se conoce',
    file_empty: 'El archivo está vacío',
    file_too_large: 'El archivo supera los {limit} bytes',
    invalid_amount: '{element} no es un importe: «{value}»',
    invalid_currency: '«{value}» no es una moneda',
    invalid_date: '«{value}» no es una fecha',
    invalid_number: 'El número de la factura supera los {limit} caracteres',
    malformed: 'El archivo no es XML bien formado: {reason}',
    missing_amounts: 'La factura no indica el total ni un resumen con el que calcularlo',
    missing_body: 'El archivo no contiene el cuerpo de la factura',
    missing_currency: 'La factura no indica la moneda',
    missing_customer: 'La factura no indica el cliente',
    missing_date: 'La factura no indica la fecha',
    missing_document_type: 'La factura no indica el tipo de documento',
    missing_number: 'La factura no indica el número',
    missing_supplier: 'La factura no indica el proveedor',
    not_an_invoice: 'El archivo no es una factura electrónica',
    signature_algorithm_unknown: 'La firma usa un algoritmo no admitido',
    signature_certificate_missing: 'La firma no incluye el certificado de quien firmó',
    signature_content_missing: 'El archivo firmado no contiene la factura',
    signature_malformed: 'El sobre firmado está dañado',
    signature_mismatch: 'El contenido no es el que se firmó',
    signature_missing: 'El sobre no contiene ninguna firma',
    signature_too_deep: 'Hay más de {limit} sobres firmados uno dentro de otro',
    too_deep: 'Los elementos están anidados a más de {limit} niveles',
    too_many_elements: 'El archivo contiene más de {limit} elementos',
    value_too_long: '{element} supera los {limit} caracteres',
    advance_payment: 'La factura trata de un anticipo: compruebe si ya se pagó',
    blanks_in_value: '{element} contiene espacios: «{value}»',
    collected_by_direct_debit: 'El proveedor cobra un plazo por adeudo directo ({means})',
    credit_note_not_positive: 'El total de la nota de crédito es {total}',
    customer_without_tax_id: 'El cliente no tiene número de IVA ni código fiscal',
    document_type_unknown: 'El tipo de documento {type} no se conoce; no se pide ningún pago',
    due_date_invalid: 'El vencimiento de un plazo no es una fecha: «{value}»',
    due_date_missing: 'Un plazo no tiene vencimiento',
    encoding_differs: 'El archivo declara {declared} pero está en UTF-8',
    instalment_not_positive: 'Un plazo es de {amount}',
    instalment_without_amount: 'Un plazo no tiene importe; se pide el importe a pagar completo',
    instalments_differ_from_payable:
      'Los plazos suman {instalments}, el importe a pagar es {payable}',
    instalments_repeat_whole:
      'Cada uno de los {count} plazos es el importe completo a pagar: pueden ser alternativas',
    namespace_unexpected: 'El espacio de nombres no es el del formato: «{namespace}»',
    nothing_to_pay: 'No queda nada por pagar',
    schema_invalid: 'El archivo se aparta de su formato en la línea {line}: {reason}',
    self_invoice:
      'El tipo de documento {type} lo emite el cliente: compruebe si hay algo que pagar',
    split_payment_without_vat:
      'La factura declara el IVA a cargo del cliente público (split payment), pero sin IVA',
    total_differs_from_summary: 'El total es {total}, el resumen suma {summary}',
    total_not_positive: 'El total es {total}',
    withheld_by_treasury: 'La tesorería retiene un plazo ({means})',
  },
});
