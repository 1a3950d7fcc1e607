/** The parts of a spreadsheet beside its sheet: what the archive holds, the workbook, how cells look. */

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const package_ = 'http://schemas.openxmlformats.org/package/2006';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const sheetMl = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** @param title of the sheets; what their names may not hold is left out */
export function xlsxParts(
  title: string,
  sheets: number,
): readonly (readonly [name: string, text: string])[] {
  const sheetName = title.replaceAll(/[^\p{L}\p{N} ]/gu, ' ').slice(0, 25);
  const numbers = Array.from({ length: sheets }, (_, index) => index + 1);
  return [
    ['[Content_Types].xml', contentTypes(numbers)],
    ['_rels/.rels', relations('officeDocument', 'xl/workbook.xml')],
    ['xl/_rels/workbook.xml.rels', workbookRelations(numbers)],
    [
      'xl/workbook.xml',
      `${xml}<workbook xmlns="${sheetMl}" xmlns:r="${office}"><sheets>${numbers
        .map(
          (number) =>
            `<sheet name="${number === 1 ? sheetName : `${sheetName} ${number}`}" sheetId="${number}" r:id="rId${number}"/>`,
        )
        .join('')}</sheets></workbook>`,
    ],
    ['xl/styles.xml', styleSheet],
  ];
}

function contentTypes(sheets: readonly number[]): string {
  const overrides = sheets.map(
    (number) =>
      `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${type}.worksheet+xml"/>`,
  );
  return (
    `${xml}<Types xmlns="${package_}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>${overrides.join('')}` +
    `<Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/></Types>`
  );
}

function relations(kind: string, target: string): string {
  return (
    `${xml}<Relationships xmlns="${package_}/relationships">` +
    `<Relationship Id="rId1" Type="${office}/${kind}" Target="${target}"/></Relationships>`
  );
}

function workbookRelations(sheets: readonly number[]): string {
  const toSheets = sheets.map(
    (number) =>
      `<Relationship Id="rId${number}" Type="${office}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
  );
  return (
    `${xml}<Relationships xmlns="${package_}/relationships">${toSheets.join('')}` +
    `<Relationship Id="rId${sheets.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`
  );
}

/** Numbers 4, 14 and 22 are the format's own: amounts, dates and instants as the reader's language writes them. */
const styleSheet =
  `${xml}<styleSheet xmlns="${sheetMl}">` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/>' +
  '<xf numFmtId="4" applyNumberFormat="1"/><xf numFmtId="14" applyNumberFormat="1"/>' +
  '<xf numFmtId="22" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>';
