/** What a free payment calls the data of its debtor. */
import { texts } from '../core/texts.ts';

export const debtorFieldTexts = texts({
  it: {
    name_anyone: 'Nome e cognome, o ragione sociale',
    name_person: 'Nome e cognome',
    name_company: 'Ragione sociale',
    name_hint: 'Anche se a pagare è un’altra persona.',
    tax_code_anyone: 'Codice fiscale o partita IVA',
    tax_code_person: 'Codice fiscale',
    tax_code_company: 'Partita IVA o codice fiscale',
    email: 'Indirizzo di posta elettronica',
  },
  en: {
    name_anyone: 'Full name, or name of the company',
    name_person: 'Full name',
    name_company: 'Name of the company',
    name_hint: 'Even if somebody else pays.',
    tax_code_anyone: 'Tax code or VAT number',
    tax_code_person: 'Tax code',
    tax_code_company: 'VAT number or tax code',
    email: 'E-mail address',
  },
  es: {
    name_anyone: 'Nombre y apellidos, o razón social',
    name_person: 'Nombre y apellidos',
    name_company: 'Razón social',
    name_hint: 'Aunque pague otra persona.',
    tax_code_anyone: 'NIF, NIE o código fiscal',
    tax_code_person: 'NIF, NIE o código fiscal',
    tax_code_company: 'NIF o número de IVA',
    email: 'Correo electrónico',
  },
});
