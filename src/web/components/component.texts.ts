/** Words of the parts that many pages use. */
import { texts } from '../../core/texts.ts';

export const componentTexts = texts({
  it: {
    errors: 'C’è qualcosa da correggere',
    steps: 'Passaggi',
    step_invoice: 'Importo',
    step_cart: 'Carrello',
    step_method: 'Pagamento',
    step_receipt: 'Ricevuta',
    copy: 'Copia',
    copied: 'Copiato',
    email_suggestion: 'Intendeva {email}?',
    email_use: 'Sì, usa questo indirizzo',
    email_keep: 'Se l’indirizzo è giusto così, prema di nuovo il pulsante.',
  },
  en: {
    errors: 'There is something to correct',
    steps: 'Steps',
    step_invoice: 'Amount',
    step_cart: 'Cart',
    step_method: 'Payment',
    step_receipt: 'Receipt',
    copy: 'Copy',
    copied: 'Copied',
    email_suggestion: 'Did you mean {email}?',
    email_use: 'Yes, use this address',
    email_keep: 'If the address is right as it is, press the button again.',
  },
  es: {
    errors: 'Hay algo que corregir',
    steps: 'Pasos',
    step_invoice: 'Importe',
    step_cart: 'Carrito',
    step_method: 'Pago',
    step_receipt: 'Recibo',
    copy: 'Copiar',
    copied: 'Copiado',
    email_suggestion: '¿Quería decir {email}?',
    email_use: 'Sí, usar esta dirección',
    email_keep: 'Si la dirección es correcta tal como está, pulse de nuevo el botón.',
  },
});
