/** Words of the manual, the questions and answers, and the contacts. */
import { texts } from '../../core/texts.ts';

export const helpTexts = texts({
  it: {
    help_title: 'Aiuto e contatti',
    help_lead: 'Le risposte alle domande più frequenti e come raggiungerci.',
    questions: 'Domande frequenti',
    lost: 'La connessione è caduta mentre pagavo. Ho pagato?',
    lost_answer:
      'Riapra la pagina del pagamento oppure cerchi la fattura con gli stessi dati. Se il pagamento è arrivato, la fattura risulta già pagata e il portale non lo accetta una seconda volta. Se è ancora in corso, può continuare da dove era rimasto.',
    refused: 'Il pagamento è stato rifiutato. Che cosa faccio?',
    refused_answer:
      'Non è stato addebitato nulla. La pagina del pagamento spiega il motivo, quando la banca lo comunica. Può riprovare subito, anche con un’altra carta.',
    missing: 'Non ho ricevuto la ricevuta per e-mail',
    missing_answer:
      'La ricevuta è sempre nella pagina del pagamento, dove può scaricarla e stamparla. Da lì può anche correggere l’indirizzo e farsela inviare di nuovo. Guardi anche nella posta indesiderata.',
    split: 'La fattura è in scissione dei pagamenti (split payment). Quanto pago?',
    split_answer:
      'Si paga l’importo senza IVA: il portale lo calcola da solo e lo mostra. L’IVA la versa chi riceve la fattura. Se ha pagato anche l’IVA per errore, ci scriva con il riferimento del pagamento: le daremo istruzioni precise.',
    wrong: 'I dati della fattura sono sbagliati',
    wrong_answer:
      'Non paghi ancora. Ci scriva indicando il numero della fattura e che cosa non torna: codice cliente, numero, importo o data.',
    paid: 'Il portale dice che la fattura è già pagata',
    paid_answer:
      'Qualcuno l’ha già pagata, forse lei stesso o un suo collega. Nella pagina della fattura può farsi inviare di nuovo la ricevuta o aprirla indicando le ultime quattro cifre della carta usata.',
    card: 'I dati della mia carta sono al sicuro?',
    card_answer:
      'Li scrive solo sul sito protetto del gestore dei pagamenti. Questo portale non li vede e non li conserva mai: sulla ricevuta compaiono soltanto il circuito e le ultime quattro cifre.',
    contacts: 'Come contattarci',
    contacts_text:
      'Quando ci scrive, indichi il numero della fattura o il riferimento del pagamento. Non ci mandi mai il numero della carta.',
    email: 'E-mail',
    phone: 'Telefono',
    hours: 'Orari',
    address: 'Indirizzo',
    manual_title: 'Come si paga',
    manual_lead: 'Tre passaggi, senza registrarsi.',
    step_find: 'Trovi la fattura',
    step_find_text:
      'Apra il collegamento che ha ricevuto oppure scriva numero della fattura, codice cliente e importo. Vedrà subito che cosa paga, a chi, quanto ed entro quando.',
    step_pay: 'Confermi e paghi',
    step_pay_text:
      'Scelga come pagare, indichi se vuole un’e-mail per la ricevuta e accetti i termini. I dati della carta si scrivono sul sito protetto del gestore dei pagamenti, che può chiederle una conferma con la sua banca.',
    step_receipt: 'Prenda la ricevuta',
    step_receipt_text:
      'Appena il pagamento riesce la ricevuta è nella pagina: può scaricarla, stamparla e riceverla per e-mail. L’indirizzo della pagina resta valido.',
    brands: 'Carte accettate',
    brands_text: 'Le carte di altri circuiti vengono rifiutate prima dell’addebito.',
    after: 'Se qualcosa va storto',
    after_text:
      'Il portale riconosce una fattura già pagata e non prende il denaro due volte. Se l’esito non è certo, lo verifica da solo finché non lo sa.',
    manual_link: 'Come si paga, passo per passo',
    help_link: 'Domande frequenti',
  },
  en: {
    help_title: 'Help and contacts',
    help_lead: 'Answers to the most common questions, and how to reach us.',
    questions: 'Common questions',
    lost: 'The connection dropped while I was paying. Did I pay?',
    lost_answer:
      'Open the payment page again, or find the invoice with the same details. If the payment arrived, the invoice shows as paid and the portal will not accept it a second time. If it is still in progress, you can go on from where you were.',
    refused: 'The payment was refused. What do I do?',
    refused_answer:
      'No money was taken. The payment page gives the reason, where the bank tells it. You can try again at once, with another card too.',
    missing: 'I did not get the receipt by e-mail',
    missing_answer:
      'The receipt is always on the payment page, where you can download and print it. There you can also correct the address and have it sent again. Look in the junk folder too.',
    split: 'The invoice is under split payment. How much do I pay?',
    split_answer:
      'You pay the amount without VAT: the portal works it out and shows it. The recipient of the invoice pays the VAT to the tax office. If you paid the VAT too by mistake, write to us with the payment reference: we will give you precise instructions.',
    wrong: 'The details of the invoice are wrong',
    wrong_answer:
      'Do not pay yet. Write to us with the invoice number and what looks wrong: customer code, number, amount or date.',
    paid: 'The portal says that the invoice is already paid',
    paid_answer:
      'Somebody has paid it, perhaps you or a colleague. On the invoice’s page you can have the receipt sent again, or open it with the last four digits of the card that was used.',
    card: 'Are my card details safe?',
    card_answer:
      'You type them only on the secure site of the payment provider. This portal never sees or keeps them: the receipt shows only the brand and the last four digits.',
    contacts: 'How to reach us',
    contacts_text:
      'When you write, give the invoice number or the payment reference. Never send us a card number.',
    email: 'E-mail',
    phone: 'Telephone',
    hours: 'Hours',
    address: 'Address',
    manual_title: 'How to pay',
    manual_lead: 'Three steps, without registering.',
    step_find: 'Find the invoice',
    step_find_text:
      'Open the link you received, or type the invoice number, the customer code and the amount. You see at once what you pay, to whom, how much and by when.',
    step_pay: 'Confirm and pay',
    step_pay_text:
      'Choose how to pay, say whether you want an e-mail with the receipt, and accept the terms. Card details are typed on the secure site of the payment provider, which may ask you to confirm with your bank.',
    step_receipt: 'Take the receipt',
    step_receipt_text:
      'As soon as the payment succeeds the receipt is on the page: you can download it, print it and have it by e-mail. The address of the page stays valid.',
    brands: 'Accepted cards',
    brands_text: 'Cards of other brands are refused before any money is taken.',
    after: 'If something goes wrong',
    after_text:
      'The portal recognises an invoice that is already paid and does not take the money twice. Where the result is not certain, it keeps checking by itself until it knows.',
    manual_link: 'Read how to pay',
    help_link: 'Go to the common questions',
  },
  es: {
    help_title: 'Ayuda y contacto',
    help_lead: 'Respuestas a las preguntas más frecuentes y cómo contactar con nosotros.',
    questions: 'Preguntas frecuentes',
    lost: 'Se cortó la conexión mientras pagaba. ¿He pagado?',
    lost_answer:
      'Vuelva a abrir la página del pago o busque la factura con los mismos datos. Si el pago llegó, la factura aparece como pagada y el portal no lo acepta por segunda vez. Si sigue en curso, puede continuar donde lo dejó.',
    refused: 'El pago fue rechazado. ¿Qué hago?',
    refused_answer:
      'No se ha cobrado nada. La página del pago explica el motivo, cuando el banco lo comunica. Puede intentarlo de nuevo enseguida, también con otra tarjeta.',
    missing: 'No he recibido el recibo por correo',
    missing_answer:
      'El recibo está siempre en la página del pago, donde puede descargarlo e imprimirlo. Desde allí también puede corregir la dirección y pedir que se lo enviemos de nuevo. Mire también en el correo no deseado.',
    split: 'La factura está en régimen de pago dividido (split payment). ¿Cuánto pago?',
    split_answer:
      'Se paga el importe sin IVA: el portal lo calcula y lo muestra. El IVA lo ingresa quien recibe la factura. Si pagó también el IVA por error, escríbanos con la referencia del pago: le daremos instrucciones precisas.',
    wrong: 'Los datos de la factura son incorrectos',
    wrong_answer:
      'No pague todavía. Escríbanos indicando el número de la factura y qué no cuadra: código de cliente, número, importe o fecha.',
    paid: 'El portal dice que la factura ya está pagada',
    paid_answer:
      'Alguien la ha pagado, quizá usted o un compañero. En la página de la factura puede pedir de nuevo el recibo o abrirlo con las cuatro últimas cifras de la tarjeta usada.',
    card: '¿Están seguros los datos de mi tarjeta?',
    card_answer:
      'Solo los escribe en el sitio seguro del proveedor de pagos. Este portal nunca los ve ni los guarda: en el recibo solo aparecen la marca y las cuatro últimas cifras.',
    contacts: 'Cómo contactar',
    contacts_text:
      'Cuando nos escriba, indique el número de la factura o la referencia del pago. No nos envíe nunca el número de la tarjeta.',
    email: 'Correo electrónico',
    phone: 'Teléfono',
    hours: 'Horario',
    address: 'Dirección',
    manual_title: 'Cómo pagar',
    manual_lead: 'Tres pasos, sin registrarse.',
    step_find: 'Busque la factura',
    step_find_text:
      'Abra el enlace que ha recibido o escriba el número de la factura, el código de cliente y el importe. Verá enseguida qué paga, a quién, cuánto y hasta cuándo.',
    step_pay: 'Confirme y pague',
    step_pay_text:
      'Elija cómo pagar, indique si quiere un correo con el recibo y acepte los términos. Los datos de la tarjeta se escriben en el sitio seguro del proveedor de pagos, que puede pedirle una confirmación con su banco.',
    step_receipt: 'Obtenga el recibo',
    step_receipt_text:
      'En cuanto el pago se realiza, el recibo está en la página: puede descargarlo, imprimirlo y recibirlo por correo. La dirección de la página sigue siendo válida.',
    brands: 'Tarjetas aceptadas',
    brands_text: 'Las tarjetas de otras marcas se rechazan antes de cobrar nada.',
    after: 'Si algo sale mal',
    after_text:
      'El portal reconoce una factura ya pagada y no cobra dos veces. Si el resultado no es seguro, lo comprueba por sí solo hasta saberlo.',
    manual_link: 'Leer cómo se paga',
    help_link: 'Ir a las preguntas frecuentes',
  },
});
