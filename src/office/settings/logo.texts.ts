/** Words of the logo on the page of looks. */
import { texts } from '../../core/texts.ts';

export const logoTexts = texts({
  it: {
    title: 'Logo',
    field: 'Immagine del logo',
    hint: 'Un file SVG o PNG, quadrato, fino a 30 kB.',
    hint_again: 'Un file SVG o PNG, quadrato, fino a 30 kB. Prende il posto di quello di adesso.',
    save: 'Usa questo logo',
    remove: 'Togli il logo',
    sample: 'Il logo di adesso: sul colore, come in alto in ogni pagina, e su bianco.',
    missing: 'Scelga il file del logo.',
    several: 'Scelga un solo file.',
    too_large: 'Il logo è più grande di 30 kB.',
    not_a_picture: 'Questo file non è un’immagine SVG o PNG.',
    lively:
      'Questo SVG contiene più di un’immagine: script, collegamenti o parti da altri siti. Lo esporti di nuovo come SVG semplice.',
    saved: 'Il logo è cambiato e si vede subito.',
    removed: 'Il logo è stato tolto.',
  },
  en: {
    title: 'Logo',
    field: 'Picture of the logo',
    hint: 'An SVG or PNG file, square, up to 30 kB.',
    hint_again: 'An SVG or PNG file, square, up to 30 kB. It takes the place of the one now.',
    save: 'Use this logo',
    remove: 'Take the logo away',
    sample: 'The logo now: on the colour, as on top of each page, and on white.',
    missing: 'Choose the file of the logo.',
    several: 'Choose one file only.',
    too_large: 'The logo is larger than 30 kB.',
    not_a_picture: 'This file is not an SVG or PNG picture.',
    lively:
      'This SVG holds more than a picture: scripts, links or parts from other sites. Export it again as plain SVG.',
    saved: 'The logo has changed and is shown from now on.',
    removed: 'The logo was taken away.',
  },
  es: {
    title: 'Logotipo',
    field: 'Imagen del logotipo',
    hint: 'Un archivo SVG o PNG, cuadrado, de hasta 30 kB.',
    hint_again: 'Un archivo SVG o PNG, cuadrado, de hasta 30 kB. Sustituye al actual.',
    save: 'Usar este logotipo',
    remove: 'Quitar el logotipo',
    sample: 'El logotipo actual: sobre el color, como arriba en cada página, y sobre blanco.',
    missing: 'Elija el archivo del logotipo.',
    several: 'Elija un solo archivo.',
    too_large: 'El logotipo ocupa más de 30 kB.',
    not_a_picture: 'Este archivo no es una imagen SVG o PNG.',
    lively:
      'Este SVG contiene más que una imagen: programas, enlaces o partes de otros sitios. Expórtelo de nuevo como SVG sencillo.',
    saved: 'El logotipo ha cambiado y ya se ve.',
    removed: 'El logotipo se ha quitado.',
  },
});
