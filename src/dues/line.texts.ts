/** What the day adds to a price, or takes off it. */
import { texts } from '../core/texts.ts';

export const lineTexts = texts({
  it: {
    early: 'Riduzione per pagamento anticipato',
    late: 'Interessi per pagamento in ritardo',
  },
  en: {
    early: 'Discount for early payment',
    late: 'Interest for late payment',
  },
  es: {
    early: 'Descuento por pago anticipado',
    late: 'Intereses por pago fuera de plazo',
  },
});
