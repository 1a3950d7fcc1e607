/** Words that all deeds of the back office share. */
import { texts } from '../../core/texts.ts';

export const actingTexts = texts({
  it: {
    reason: 'Motivo',
    reason_hint: 'Resta agli atti insieme al Suo nome. Non scriva dati di carte.',
    reason_missing: 'Scriva il motivo, senza numeri di carta.',
    done: 'Fatto.',
    back: 'Torna indietro',
    already_decided: 'Qualcuno ha già deciso.',
    below_settled: 'Di questo importo è già stato pagato o scontato di più.',
    dispute_over: 'A questa contestazione non si può più rispondere.',
    disputed:
      'La banca di chi ha pagato sta riprendendo questa somma: finché la contestazione è aperta non si può restituire.',
    due_already_paid: 'Non è più dovuto nulla: risulta già pagato.',
    due_in_progress:
      'Qualcuno lo sta pagando e l’esito non è ancora noto. Riprovi tra qualche minuto; se ha ricevuto contanti, li restituisca per ora.',
    due_withdrawn: 'Questa posizione è stata ritirata.',
    input_invalid: 'Un dato non va bene: controlli gli importi e riprovi.',
    method_not_available: 'Così non si può fare: scelga un altro modo.',
    nothing_to_return: 'Non resta nulla da restituire.',
    order_repeated: 'Questo modulo è già servito per altro. Lo apra di nuovo.',
    over_refund: 'Resta meno di quanto ha scritto: guardi gli importi ancora disponibili.',
    same_person: 'Deve acconsentire una persona diversa da chi ha fatto la proposta.',
    too_many_tries: 'È già stato fatto abbastanza volte.',
  },
  en: {
    reason: 'Reason',
    reason_hint: 'It is kept together with your name. Do not write card data.',
    reason_missing: 'Write the reason, without card numbers.',
    done: 'Done.',
    back: 'Go back',
    already_decided: 'Somebody has decided this already.',
    below_settled: 'More than this amount was paid or credited already.',
    dispute_over: 'This dispute cannot be answered any more.',
    disputed:
      'The payer’s bank is taking this money back: while the dispute is open it cannot be given back.',
    due_already_paid: 'Nothing is owed any more: it is paid.',
    due_in_progress:
      'Somebody is paying this and the outcome is not known yet. Try again in a few minutes; if you were given cash, hand it back for now.',
    due_withdrawn: 'This due was withdrawn.',
    input_invalid: 'Something does not fit: check the amounts and try again.',
    method_not_available: 'It cannot be done that way: choose another one.',
    nothing_to_return: 'There is nothing left to give back.',
    order_repeated: 'This form was used for something else. Open it again.',
    over_refund: 'Less than that is left: look at the amounts that are still there.',
    same_person: 'Somebody else than the person who proposed this must agree.',
    too_many_tries: 'That was done often enough.',
  },
  es: {
    reason: 'Motivo',
    reason_hint: 'Queda registrado junto con su nombre. No escriba datos de tarjetas.',
    reason_missing: 'Escriba el motivo, sin números de tarjeta.',
    done: 'Hecho.',
    back: 'Volver',
    already_decided: 'Alguien ya lo ha decidido.',
    below_settled: 'Ya se pagó o descontó más que este importe.',
    dispute_over: 'Ya no se puede responder a esta impugnación.',
    disputed:
      'El banco de quien pagó está recuperando este dinero: mientras la impugnación esté abierta no se puede devolver.',
    due_already_paid: 'Ya no se debe nada: está pagado.',
    due_in_progress:
      'Alguien lo está pagando y aún no se conoce el resultado. Inténtelo dentro de unos minutos; si le han dado efectivo, devuélvalo por ahora.',
    due_withdrawn: 'Esta deuda se ha retirado.',
    input_invalid: 'Hay un dato que no encaja: compruebe los importes e inténtelo de nuevo.',
    method_not_available: 'Así no se puede hacer: elija otra forma.',
    nothing_to_return: 'No queda nada por devolver.',
    order_repeated: 'Este formulario ya se usó para otra cosa. Ábralo de nuevo.',
    over_refund: 'Queda menos de lo que ha escrito: mire los importes disponibles.',
    same_person: 'Debe estar de acuerdo una persona distinta de quien lo propuso.',
    too_many_tries: 'Ya se ha hecho suficientes veces.',
  },
});
