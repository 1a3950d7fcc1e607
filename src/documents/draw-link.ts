/** An address that can be followed, as a paragraph of its own. */
import { group, tagged, type Element, type Place, type Sheet } from './pdf-sheet.ts';

export function drawLink(
  sheet: Sheet,
  section: Element,
  link: {
    readonly url: string;
    readonly place: Place;
    readonly height: number;
    readonly draw: () => void;
  },
): void {
  const paragraph = group(sheet, section, 'P');
  const element = group(sheet, paragraph, 'Link');
  const { x, y, width } = link.place;
  tagged(sheet, element, 'Span', link.draw);
  // PDF/UA-1, 7.18.5: a link annotation says in words where it leads.
  const options: PDFKit.Mixins.AnnotationOption = {};
  // pdfkit writes a `String` object as text and a bare string as a name.
  Object.assign(options, { structParent: element, Contents: Object(link.url) });
  sheet.pdf.link(x, y, width, link.height, link.url, options);
  element.end();
  paragraph.end();
}
