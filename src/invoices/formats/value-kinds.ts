/**
 * The kinds of value in electronic invoices as data: facets of XML Schema on its built-in types.
 */

/** `codes` are the only values allowed, separated by blanks. */
export type ValueKind = {
  readonly base: string;
  readonly codes?: string;
  readonly facets?: Readonly<Record<string, string>>;
};

const basicLatin = (length: string): ValueKind => ({
  base: 'normalizedString',
  facets: { pattern: `\\p{IsBasicLatin}{${length}}` },
});
const latin = (longest: number): ValueKind => ({
  base: 'normalizedString',
  facets: { pattern: `[\\p{IsBasicLatin}\\p{IsLatin-1Supplement}]{1,${longest}}` },
});
const pattern = (text: string, base = 'string'): ValueKind => ({ base, facets: { pattern: text } });
const codes = (list: string): ValueKind => ({ base: 'string', codes: list });
const between = (least: number, most: number): ValueKind => ({
  base: 'integer',
  facets: { minInclusive: String(least), maxInclusive: String(most) },
});
const length = (least: number, most: number, base = 'string'): ValueKind => ({
  base,
  facets: { minLength: String(least), maxLength: String(most) },
});

/**
 * One repetition fewer than the published `.+@.+[.]+.+`, for the same texts, so that matching stays
 * cheap.
 */
const address = '.+@.+\\..+';

const numbered = (prefix: string, from: number, to: number): string =>
  Array.from(
    { length: to - from + 1 },
    (_, index) => `${prefix}${String(from + index).padStart(2, '0')}`,
  ).join(' ');

/** Source: FatturaPA format 1.2.3 and simplified format 1.0.1, where both say the same. */
const kindsOfBoth: Readonly<Record<string, ValueKind>> = {
  Codice: length(1, 28),
  SoggettoEmittente: codes('CC TZ'),
  RegimeFiscale: codes(`RF01 RF02 ${numbered('RF', 4, 19)}`),
  CodiceFiscale: pattern('[A-Z0-9]{11,16}'),
  SocioUnico: codes('SU SM'),
  StatoLiquidazione: codes('LS LN'),
  String10: basicLatin('1,10'),
  String20: basicLatin('1,20'),
  String60Latin: latin(60),
  String80Latin: latin(80),
  String100Latin: latin(100),
  String1000Latin: latin(1000),
  Provincia: pattern('[A-Z]{2}'),
  Nazione: pattern('[A-Z]{2}'),
  Divisa: pattern('[A-Z]{3}'),
  NumeroCivico: basicLatin('1,8'),
  BolloVirtuale: codes('SI'),
  Amount2Decimal: pattern('[\\-]?[0-9]{1,11}\\.[0-9]{2}', 'decimal'),
  Rate: { base: 'decimal', facets: { maxInclusive: '100.00', pattern: '[0-9]{1,3}\\.[0-9]{2}' } },
  CAP: pattern('[0-9]{5}'),
  DataFattura: { base: 'date', facets: { minInclusive: '1970-01-01' } },
};

const naturesOfBoth = 'N1 N2 N2.1 N2.2 N3 N3.1 N3.2 N3.3 N3.4 N3.5 N3.6 N4 N5';

export const ordinaryKinds: Readonly<Record<string, ValueKind>> = {
  ...kindsOfBoth,
  CodiceDestinatario: pattern('[A-Z0-9]{6,7}'),
  CausalePagamento: codes('A B C D E G H I L M N O P Q R S T U V W X Y Z L1 M1 M2 O1 V1 ZO'),
  TipoScontoMaggiorazione: codes('SC MG'),
  Art73: codes('SI'),
  TipoCassa: codes(numbered('TC', 1, 22)),
  TipoDocumento: codes(`${numbered('TD', 1, 6)} ${numbered('TD', 16, 27)} TD29`),
  TipoRitenuta: codes(numbered('RT', 1, 6)),
  RiferimentoNumeroLinea: between(1, 9999),
  CondizioniPagamento: codes(numbered('TP', 1, 3)),
  ModalitaPagamento: codes(numbered('MP', 1, 23)),
  IBAN: pattern('[a-zA-Z]{2}[0-9]{2}[a-zA-Z0-9]{11,30}'),
  BIC: pattern('[A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3}){0,1}'),
  Ritenuta: codes('SI'),
  EsigibilitaIVA: codes('D I S'),
  Natura: codes(`${naturesOfBoth} N6 N6.1 N6.2 N6.3 N6.4 N6.5 N6.6 N6.7 N6.8 N6.9 N7`),
  CodiceFiscalePF: pattern('[A-Z0-9]{16}'),
  CodEORI: length(13, 17),
  TipoCessionePrestazione: codes('SC PR AB AC'),
  Titolo: { base: 'token', facets: { pattern: '\\p{IsBasicLatin}{2,10}' } },
  String15: basicLatin('1,15'),
  String35: basicLatin('1,35'),
  String35LatinExt: length(1, 35, 'normalizedString'),
  String60: basicLatin('1,60'),
  String200Latin: latin(200),
  TipoResa: pattern('[A-Z]{3}'),
  TelFax: basicLatin('5,12'),
  Email: { base: 'string', facets: { maxLength: '256', pattern: address } },
  EmailContatti: { base: 'string', facets: { minLength: '7', maxLength: '256', pattern: address } },
  Peso: pattern('[0-9]{1,4}\\.[0-9]{1,2}', 'decimal'),
  Amount8Decimal: pattern('[\\-]?[0-9]{1,11}\\.[0-9]{2,8}', 'decimal'),
  RiferimentoFase: between(1, 999),
  NumeroColli: between(1, 9999),
  NumeroLinea: between(1, 9999),
  ABI: pattern('[0-9]{5}'),
  CAB: pattern('[0-9]{5}'),
  GiorniTerminePagamento: between(0, 999),
  Quantita: pattern('[0-9]{1,12}\\.[0-9]{2,8}', 'decimal'),
};

const mailAtom = "[!#-'*+/-9=?A-Z^-~-]+";

export const simplifiedKinds: Readonly<Record<string, ValueKind>> = {
  ...kindsOfBoth,
  CodiceDestinatario: pattern('[A-Z0-9]{7}'),
  TipoDocumento: codes(numbered('TD', 7, 9)),
  Natura: codes(naturesOfBoth),
  Email: {
    base: 'token',
    facets: {
      maxLength: '256',
      pattern:
        `(${mailAtom}(\\.${mailAtom})*|"(\\[\\]!#-[^-~ \\t]|(\\\\[\\t -~]))+")` +
        `@(${mailAtom}(\\.${mailAtom})*|\\[[\\t -Z^-~]*\\])`,
    },
  },
};
