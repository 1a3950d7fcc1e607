/** Why a file of dues is not loaded, in the words of its reader. */
import { texts } from '../core/texts.ts';

const en = {
  column_twice: 'The columns {column} and {other} are the same; keep one of them',
  column_unknown:
    'There is no column {column}; rename it, or say what it is or that it is left out',
  columns_many: 'The file has more than {limit} columns',
  columns_missing: 'These columns are missing: {columns}',
  encoding_unknown: 'The file is in an encoding that is not known here; save it as UTF-8',
  encoding_wrong: 'The file is not in {encoding}',
  file_empty: 'The file is empty',
  is_spreadsheet: 'The file is a spreadsheet; save it as CSV',
  mapping_unknown: 'The file has no column {column}',
  no_good_rows: 'None of the {rows} rows can be loaded',
  no_rows: 'The file has no rows of dues',
  not_text: 'The file is not a text; it must be CSV or JSON lines',
  quote_open: 'A quotation mark is opened in row {row} and not closed',
  row_too_long: 'Row {row} is longer than {limit} KB; a quotation mark may be missing there',
  rows_many: 'The file has more than {limit} rows; divide it',
  rows_rejected: '{rejected} of {rows} rows cannot be loaded, so nothing was',
} as const;

export type FileErrorCode = keyof typeof en;

export const fileErrorTexts = texts<FileErrorCode>({
  en,
  it: {
    column_twice: 'Le colonne {column} e {other} sono la stessa: ne tenga una sola',
    column_unknown:
      'La colonna {column} non esiste: la rinomini, oppure indichi che cosa contiene o che va ignorata',
    columns_many: 'Il file ha più di {limit} colonne',
    columns_missing: 'Mancano queste colonne: {columns}',
    encoding_unknown: 'La codifica del file non è tra quelle note: lo salvi in UTF-8',
    encoding_wrong: 'Il file non è in {encoding}',
    file_empty: 'Il file è vuoto',
    is_spreadsheet: 'Il file è un foglio di calcolo: lo salvi in formato CSV',
    mapping_unknown: 'Il file non ha la colonna {column}',
    no_good_rows: 'Nessuna delle {rows} righe può essere caricata',
    no_rows: 'Il file non contiene posizioni debitorie',
    not_text: 'Il file non è un testo: deve essere CSV o JSON lines',
    quote_open: 'Nella riga {row} si aprono virgolette che non vengono chiuse',
    row_too_long: 'La riga {row} supera {limit} KB: forse mancano le virgolette di chiusura',
    rows_many: 'Il file ha più di {limit} righe: lo divida',
    rows_rejected:
      '{rejected} righe su {rows} non possono essere caricate: non è stato caricato nulla',
  },
  es: {
    column_twice: 'Las columnas {column} y {other} son la misma: deje solo una',
    column_unknown:
      'La columna {column} no existe: cámbiele el nombre, o indique qué contiene o que no se use',
    columns_many: 'El archivo tiene más de {limit} columnas',
    columns_missing: 'Faltan estas columnas: {columns}',
    encoding_unknown: 'El archivo está en una codificación desconocida: guárdelo en UTF-8',
    encoding_wrong: 'El archivo no está en {encoding}',
    file_empty: 'El archivo está vacío',
    is_spreadsheet: 'El archivo es una hoja de cálculo: guárdelo como CSV',
    mapping_unknown: 'El archivo no tiene la columna {column}',
    no_good_rows: 'No se puede cargar ninguna de las {rows} filas',
    no_rows: 'El archivo no contiene filas de deudas',
    not_text: 'El archivo no es un texto: debe ser CSV o JSON lines',
    quote_open: 'En la fila {row} se abren comillas que no se cierran',
    row_too_long: 'La fila {row} ocupa más de {limit} KB: quizá falten unas comillas de cierre',
    rows_many: 'El archivo tiene más de {limit} filas: divídalo',
    rows_rejected: '{rejected} de {rows} filas no se pueden cargar, así que no se ha cargado nada',
  },
});

export function isFileErrorCode(code: string): code is FileErrorCode {
  return Object.hasOwn(en, code);
}
