/** Words of the page of a due that no invoice tells of. */
import { texts } from '../../core/texts.ts';

export const dueTexts = texts({
  it: {
    lead: 'Richiesto da {organisation}',
    due_on: 'Da pagare entro il',
    amount: 'Importo da pagare',
    pay: 'Paga',
    add_to_cart: 'Aggiungi al carrello',
    not_payable_today: 'Oggi questo importo non si può pagare. Si rivolga a {organisation}.',
    paid: 'Non c’è altro da pagare: risulta già pagato.',
    withdrawn: '{organisation} ha ritirato questa richiesta: non va pagata.',
    in_progress:
      'Qualcuno lo sta pagando in questo momento. Non paghi una seconda volta: torni qui tra dieci minuti.',
    not_payable: 'Questo importo non si può pagare qui. Si rivolga a {organisation}.',
  },
  en: {
    lead: 'Asked for by {organisation}',
    due_on: 'To be paid by',
    amount: 'Amount to be paid',
    pay: 'Pay',
    add_to_cart: 'Add to cart',
    not_payable_today: 'This amount cannot be paid today. Please ask {organisation}.',
    paid: 'There is nothing more to pay: this is paid.',
    withdrawn: '{organisation} has withdrawn this request: it is not to be paid.',
    in_progress:
      'Somebody is paying this just now. Please do not pay a second time: come back in ten minutes.',
    not_payable: 'This amount cannot be paid here. Please ask {organisation}.',
  },
  es: {
    lead: 'Solicitado por {organisation}',
    due_on: 'A pagar antes del',
    amount: 'Importe por pagar',
    pay: 'Pagar',
    add_to_cart: 'Añadir al carrito',
    not_payable_today: 'Hoy este importe no se puede pagar. Diríjase a {organisation}.',
    paid: 'No queda nada por pagar: consta como pagado.',
    withdrawn: '{organisation} ha retirado esta solicitud: no hay que pagarla.',
    in_progress:
      'Alguien lo está pagando en este momento. No pague por segunda vez: vuelva dentro de diez minutos.',
    not_payable: 'Este importe no se puede pagar aquí. Diríjase a {organisation}.',
  },
});
