/** The questions that payers really ask, and their answers; an empty line begins a new paragraph. */
import { texts } from '../../../core/texts.ts';

export const questionTexts = texts({
  it: {
    service: 'Come pago per un servizio, senza aver ricevuto una fattura o un avviso?',
    service_answer:
      'Apra l’elenco dei servizi, scelga quello che Le serve e compili il modulo: l’importo, di chi è il pagamento e i dati che l’ente chiede. Se qualcosa non va, la pagina dice che cosa correggere e conserva quello che ha scritto.\n\nPrima di pagare vede sempre il riepilogo. Nulla viene addebitato prima della Sua conferma.',
    several: 'Posso pagare più cose insieme?',
    several_answer:
      'Sì. Aggiunga ogni pagamento al carrello: resta lì anche se chiude il browser. Quando ha finito paghi tutto in una volta: riceverà una sola ricevuta con tutte le righe.\n\nSe nel frattempo una voce è cambiata, è stata pagata da altri o annullata, il carrello lo dice e non la addebita.',
    notice: 'Ho ricevuto un avviso di pagamento: come lo pago?',
    notice_answer:
      'Inquadri il codice dell’avviso con il telefono, oppure scriva qui il suo numero: comincia con RF, e spazi e maiuscole non contano. Se una cifra è sbagliata glielo diciamo subito.\n\nLa pagina mostra l’importo di oggi e non dice a nessuno il nome dell’intestatario: può dare il numero a chi paga per Lei. Se si può pagare a rate o in parte, sceglie lì.',
    discount: 'Ho un codice sconto: dove lo scrivo?',
    discount_answer:
      'Aggiunga il pagamento al carrello e scriva il codice accanto alla voce. Lo sconto compare come riga a parte e l’importo scende.\n\nIl codice resta Suo per mezz’ora dall’inizio del pagamento. Se nel frattempo finisce, lo diciamo prima di addebitare: non paga mai più di quanto ha visto. Gli sconti senza codice si applicano da soli.',
    price: 'Perché l’importo è diverso da quello dell’avviso?',
    price_answer:
      'Alcuni importi dipendono dal giorno: chi paga presto può avere una riduzione, chi paga dopo la scadenza può dover pagare interessi. L’avviso dice fino a quando vale il suo importo; la pagina mostra sempre quello di oggi, voce per voce.\n\nSe l’importo cambia mentre sta pagando, lo diciamo prima e non addebitiamo nulla. Vale il giorno in cui paga.',
    lost: 'La connessione è caduta mentre pagavo. Ho pagato?',
    lost_answer:
      'Riapra la pagina del pagamento oppure cerchi la fattura con gli stessi dati: la risposta è lì.\n\nSe il pagamento è arrivato, la fattura risulta già pagata e il portale non lo accetta una seconda volta. Se è ancora in corso, può continuare da dove era rimasto. Se non è mai partito, può pagare come prima.',
    refused: 'Il pagamento è stato rifiutato. Che cosa faccio?',
    refused_answer:
      'Non è stato addebitato nulla. La pagina del pagamento spiega il motivo, quando la banca lo comunica: dati della carta scritti male, fondi insufficienti, carta scaduta, conferma non data.\n\nPuò riprovare subito, anche con un’altra carta. Se la banca rifiuta più volte senza dire perché, solo la banca può spiegarlo: il portale riceve un sì o un no.',
    unknown: 'Il portale dice che l’esito non è ancora certo',
    unknown_answer:
      'Succede quando il gestore dei pagamenti non risponde. Il portale continua a chiedere da solo finché non lo sa; intanto la fattura resta riservata, perché nessuno la paghi due volte.\n\nNon deve fare nulla e può chiudere la pagina. Se ha indicato un’e-mail, le scriviamo appena l’esito è certo. Se dopo un giorno non è cambiato nulla, ci scriva.',
    missing: 'Non ho ricevuto la ricevuta per e-mail',
    missing_answer:
      'La ricevuta arriva entro pochi minuti, al massimo quindici. Guardi anche nella posta indesiderata.\n\nÈ comunque sempre nella pagina del pagamento, dove può scaricarla e stamparla; da lì può anche farsela inviare di nuovo, a un indirizzo corretto se serve. Se l’indirizzo era giusto e non arriva nulla, l’assistenza tecnica controlla che cosa è successo.',
    address: 'Ho indicato un indirizzo e-mail sbagliato',
    address_answer:
      'Se ha ancora la pagina del pagamento, corregga l’indirizzo lì: la ricevuta parte subito.\n\nAltrimenti cerchi la fattura con gli stessi dati: dalla sua pagina può aprire la ricevuta con le ultime quattro cifre della carta. Se nemmeno questo è possibile, ci scriva l’indirizzo giusto.',
    twice: 'Ho pagato due volte',
    twice_answer:
      'Il portale riconosce una fattura già pagata e rifiuta il secondo pagamento. Se due pagamenti partono insieme, per esempio da due persone, il secondo viene tenuto da parte: la somma è al sicuro, l’ente ne è avvisato e la restituisce.\n\nLa pagina del pagamento lo dice, e dice anche quando la somma è stata restituita. Non chieda intanto alla banca di stornarla: servirebbe solo più tempo.',
    past: 'Dove trovo i pagamenti che ho già fatto?',
    past_answer:
      'Ogni pagamento ha una pagina con il suo indirizzo, che resta valido: lo trova anche nell’e-mail della ricevuta.\n\nSe non li ha più, possiamo inviarle per e-mail l’elenco dei pagamenti di un periodo. Parte sempre e solo verso l’ultimo indirizzo che ci ha dato pagando.',
    not_found: 'Il portale non trova la mia fattura',
    not_found_answer:
      'Copi numero, codice cliente e importo così come sono scritti sulla fattura o nell’e-mail che ha ricevuto; l’importo può essere il totale, la somma da pagare o una rata ancora aperta.\n\nSe la fattura è di oggi, potrebbe non essere ancora stata caricata: riprovi domani. Per sicurezza il portale dà la stessa risposta qualunque sia il dato sbagliato.',
    split: 'La fattura è in scissione dei pagamenti (split payment). Quanto pago?',
    split_answer:
      'Si paga l’importo senza IVA: il portale lo calcola da solo e lo mostra. L’IVA la versa all’erario chi riceve la fattura.',
    split_mistake: 'Ho pagato in scissione dei pagamenti per errore',
    split_mistake_answer:
      'Se ha pagato senza IVA una fattura che non era in scissione dei pagamenti, o anche l’IVA di una fattura che lo era, ce lo segnali: l’amministrazione le risponde con istruzioni precise.\n\nIntanto non faccia altri pagamenti per la stessa fattura.',
    wrong: 'I dati della fattura sono sbagliati',
    wrong_answer:
      'Non paghi ancora. Ci segnali che cosa non torna: codice cliente, numero, importo o data. L’amministrazione controlla e, se serve, emette un documento corretto.',
    paid: 'Il portale dice che la fattura è già pagata',
    paid_answer:
      'Qualcuno l’ha già pagata, forse lei o un’altra persona della sua famiglia o del suo ufficio. Nella pagina della fattura può farsi inviare di nuovo la ricevuta o aprirla con le ultime quattro cifre della carta usata.',
    card: 'I dati della mia carta sono al sicuro?',
    card_answer:
      'Li scrive solo sul sito protetto del gestore dei pagamenti. Questo portale non li vede e non li conserva mai: sulla ricevuta compaiono soltanto il circuito e le ultime quattro cifre.\n\nNessuno di noi le chiederà mai il numero della carta, né al telefono né per e-mail.',
    genuine: 'Questo sito è autentico?',
    genuine_answer:
      'Guardi l’indirizzo in alto nel browser: deve essere quello indicato sulla fattura o nel sito dell’ente, e cominciare con https. Non segua collegamenti arrivati da mittenti che non conosce.\n\nDi una ricevuta può verificare il codice: il portale risponde se è autentica, con importo e data.',
  },
  en: {
    service: 'How do I pay for a service without an invoice or a notice?',
    service_answer:
      'Open the list of services, choose the one you need and fill in its form: the amount, whose payment it is, and what the organisation asks. If something is wrong the page says what to correct, and keeps what you typed.\n\nYou always see a summary before you pay. Nothing is charged before you confirm.',
    several: 'Can I pay several things together?',
    several_answer:
      'Yes. Add each payment to the cart: it stays there even if you close the browser. When you have finished, pay everything at once: you will get one receipt with all its lines.\n\nIf an item has changed meanwhile, or was paid by somebody else or withdrawn, the cart says so and does not charge it.',
    notice: 'I have received a payment notice: how do I pay it?',
    notice_answer:
      'Point your telephone at the code on the notice, or type its number here: it begins with RF, and blanks and capitals do not matter. If a character is wrong we say so at once.\n\nThe page shows today’s amount and tells nobody in whose name it is: you can give the number to whoever pays for you. Where it can be paid in instalments or in part, you choose there.',
    discount: 'I have a discount code: where do I type it?',
    discount_answer:
      'Add the payment to the cart and type the code beside the item. The discount shows as a line of its own and the amount falls.\n\nThe code is yours for half an hour after you begin to pay. If it runs out meanwhile we say so before charging anything: you never pay more than you have seen. Discounts without a code are given by themselves.',
    price: 'Why is the amount not the one on the notice?',
    price_answer:
      'Some amounts depend on the day: whoever pays early may have a discount, whoever pays after the due date may owe interest. The notice says until when its amount holds; the page always shows today’s, line by line.\n\nIf the amount changes while you are paying, we say so first and charge nothing. The day on which you pay counts.',
    lost: 'The connection dropped while I was paying. Did I pay?',
    lost_answer:
      'Open the payment page again, or find the invoice with the same details: the answer is there.\n\nIf the payment arrived, the invoice shows as paid and the portal will not accept it a second time. If it is still in progress, you can go on from where you were. If it never started, you can pay as before.',
    refused: 'The payment was refused. What do I do?',
    refused_answer:
      'No money was taken. The payment page gives the reason, where the bank tells it: card details mistyped, not enough funds, card expired, confirmation not given.\n\nYou can try again at once, with another card too. If the bank refuses several times without saying why, only the bank can explain: the portal is told yes or no.',
    unknown: 'The portal says that the outcome is not certain yet',
    unknown_answer:
      'This happens when the payment provider does not answer. The portal keeps asking by itself until it knows; meanwhile the invoice stays reserved, so that nobody pays it twice.\n\nThere is nothing you need to do, and you can close the page. If you gave an e-mail address, we write to you as soon as the outcome is certain. If nothing has changed after a day, write to us.',
    missing: 'I did not get the receipt by e-mail',
    missing_answer:
      'The receipt arrives within a few minutes, fifteen at most. Look in the junk folder too.\n\nIt is always on the payment page as well, where you can download and print it; there you can also have it sent again, to a corrected address if need be. If the address was right and nothing arrives, technical support looks into it.',
    address: 'I gave a wrong e-mail address',
    address_answer:
      'If you still have the payment page, correct the address there: the receipt leaves at once.\n\nOtherwise find the invoice with the same details: on its page you can open the receipt with the last four digits of the card. If that is not possible either, tell us the right address.',
    twice: 'I paid twice',
    twice_answer:
      'The portal recognises an invoice that has been paid and refuses a second payment. If two payments start at the same time, for example by two people, the second is set aside: the money is safe, the organisation is told and gives it back.\n\nThe payment page says so, and also says when the money has gone back. Please do not ask your bank to reverse it meanwhile: that would only take longer.',
    past: 'Where do I find the payments I have made?',
    past_answer:
      'Each payment has a page with an address that stays valid: it is also in the mail with the receipt.\n\nIf you no longer have them, we can send you the list of payments of a period by e-mail. It goes to the last address that you gave us when paying, and nowhere else.',
    not_found: 'The portal does not find my invoice',
    not_found_answer:
      'Copy number, customer code and amount exactly as they stand on the invoice or in the mail you received; the amount can be the total, the sum to pay or an instalment that is still open.\n\nAn invoice of today may not have been loaded yet: try again tomorrow. For safety the portal gives the same answer whichever detail is wrong.',
    split: 'The invoice is under split payment. How much do I pay?',
    split_answer:
      'You pay the amount without VAT: the portal works it out and shows it. The recipient of the invoice pays the VAT to the tax office.',
    split_mistake: 'I paid under split payment by mistake',
    split_mistake_answer:
      'If you paid without VAT an invoice that was not under split payment, or the VAT too of one that was, report it: the administration answers with precise instructions.\n\nPlease make no other payment of the same invoice meanwhile.',
    wrong: 'The details of the invoice are wrong',
    wrong_answer:
      'Do not pay yet. Report what is wrong: customer code, number, amount or date. The administration checks it and, if need be, issues a corrected document.',
    paid: 'The portal says that the invoice is already paid',
    paid_answer:
      'Somebody has paid it, perhaps you or another person of your family or office. On the invoice’s page you can have the receipt sent again, or open it with the last four digits of the card that was used.',
    card: 'Are my card details safe?',
    card_answer:
      'You type them only on the secure site of the payment provider. This portal never sees or keeps them: the receipt shows only the brand and the last four digits.\n\nNone of us will ever ask you for a card number, neither on the telephone nor by e-mail.',
    genuine: 'Is this site genuine?',
    genuine_answer:
      'Look at the address at the top of the browser: it must be the one given on the invoice or on the organisation’s own site, and begin with https. Do not follow links from senders you do not know.\n\nOf a receipt you can verify the code: the portal says whether it is genuine, with amount and date.',
  },
  es: {
    service: '¿Cómo pago por un servicio si no he recibido factura ni aviso?',
    service_answer:
      'Abra la lista de servicios, elija el que necesita y rellene su formulario: el importe, de quién es el pago y los datos que pide la entidad. Si algo no está bien, la página dice qué hay que corregir y conserva lo que ha escrito.\n\nAntes de pagar verá siempre el resumen. No se cobra nada antes de que lo confirme.',
    several: '¿Puedo pagar varias cosas a la vez?',
    several_answer:
      'Sí. Añada cada pago al carrito: sigue ahí aunque cierre el navegador. Cuando termine, páguelo todo de una vez: recibirá un solo recibo con todas las líneas.\n\nSi entretanto algo ha cambiado, lo ha pagado otra persona o se ha anulado, el carrito lo dice y no lo cobra.',
    notice: 'He recibido un aviso de pago: ¿cómo lo pago?',
    notice_answer:
      'Enfoque con el teléfono el código del aviso, o escriba aquí su número: empieza por RF, y los espacios y las mayúsculas no importan. Si un carácter está mal, se lo decimos enseguida.\n\nLa página muestra el importe de hoy y no dice a nadie a nombre de quién está: puede dar el número a quien pague por usted. Si se puede pagar a plazos o en parte, lo elige allí.',
    discount: 'Tengo un código de descuento: ¿dónde lo escribo?',
    discount_answer:
      'Añada el pago al carrito y escriba el código junto al concepto. El descuento aparece en una línea propia y el importe baja.\n\nEl código es suyo durante media hora desde que empieza a pagar. Si se agota entretanto, se lo decimos antes de cobrar: nunca paga más de lo que ha visto. Los descuentos sin código se aplican solos.',
    price: '¿Por qué el importe no es el del aviso?',
    price_answer:
      'Algunos importes dependen del día: quien paga pronto puede tener un descuento, quien paga después del vencimiento puede deber intereses. El aviso dice hasta cuándo vale su importe; la página muestra siempre el de hoy, línea a línea.\n\nSi el importe cambia mientras paga, se lo decimos antes y no cobramos nada. Cuenta el día en que paga.',
    lost: 'Se cortó la conexión mientras pagaba. ¿He pagado?',
    lost_answer:
      'Vuelva a abrir la página del pago o busque la factura con los mismos datos: la respuesta está ahí.\n\nSi el pago llegó, la factura aparece como pagada y el portal no lo acepta por segunda vez. Si sigue en curso, puede continuar donde lo dejó. Si no llegó a empezar, puede pagar como antes.',
    refused: 'El pago fue rechazado. ¿Qué hago?',
    refused_answer:
      'No se ha cobrado nada. La página del pago explica el motivo, cuando el banco lo comunica: datos de la tarjeta mal escritos, fondos insuficientes, tarjeta caducada, confirmación no realizada.\n\nPuede intentarlo de nuevo enseguida, también con otra tarjeta. Si el banco lo rechaza varias veces sin decir por qué, solo el banco puede explicarlo: el portal recibe un sí o un no.',
    unknown: 'El portal dice que el resultado aún no es seguro',
    unknown_answer:
      'Ocurre cuando el proveedor de pagos no responde. El portal sigue preguntando por sí solo hasta saberlo; mientras tanto la factura queda reservada, para que nadie la pague dos veces.\n\nNo tiene que hacer nada y puede cerrar la página. Si indicó un correo, le escribimos en cuanto el resultado sea seguro. Si al cabo de un día nada ha cambiado, escríbanos.',
    missing: 'No he recibido el recibo por correo',
    missing_answer:
      'El recibo llega en pocos minutos, quince como máximo. Mire también en el correo no deseado.\n\nEn todo caso está siempre en la página del pago, donde puede descargarlo e imprimirlo; desde allí también puede pedir que se lo enviemos de nuevo, a una dirección corregida si hace falta. Si la dirección era correcta y no llega nada, la asistencia técnica comprueba qué ha ocurrido.',
    address: 'Indiqué una dirección de correo equivocada',
    address_answer:
      'Si todavía tiene la página del pago, corrija allí la dirección: el recibo sale enseguida.\n\nSi no, busque la factura con los mismos datos: en su página puede abrir el recibo con las cuatro últimas cifras de la tarjeta. Si tampoco es posible, escríbanos la dirección correcta.',
    twice: 'He pagado dos veces',
    twice_answer:
      'El portal reconoce una factura ya pagada y rechaza el segundo pago. Si dos pagos empiezan a la vez, por ejemplo de dos personas, el segundo se aparta: el dinero está a salvo, la entidad recibe el aviso y lo devuelve.\n\nLa página del pago lo dice, y dice también cuándo se ha devuelto. Mientras tanto, no pida a su banco la devolución: solo tardaría más.',
    past: '¿Dónde encuentro los pagos que ya he hecho?',
    past_answer:
      'Cada pago tiene una página cuya dirección sigue siendo válida: está también en el correo del recibo.\n\nSi ya no los tiene, podemos enviarle por correo la lista de los pagos de un periodo. Se envía siempre y solo a la última dirección que nos dio al pagar.',
    not_found: 'El portal no encuentra mi factura',
    not_found_answer:
      'Copie el número, el código de cliente y el importe tal como figuran en la factura o en el correo que recibió; el importe puede ser el total, la cantidad que se debe pagar o un plazo aún abierto.\n\nUna factura de hoy puede no estar cargada todavía: inténtelo mañana. Por seguridad, el portal da la misma respuesta sea cual sea el dato equivocado.',
    split: 'La factura está en régimen de pago dividido (split payment). ¿Cuánto pago?',
    split_answer:
      'Se paga el importe sin IVA: el portal lo calcula y lo muestra. El IVA lo ingresa quien recibe la factura.',
    split_mistake: 'He pagado en régimen de pago dividido por error',
    split_mistake_answer:
      'Si pagó sin IVA una factura que no estaba en régimen de pago dividido, o también el IVA de una que lo estaba, comuníquelo: la administración le responde con instrucciones precisas.\n\nMientras tanto, no haga otros pagos de la misma factura.',
    wrong: 'Los datos de la factura son incorrectos',
    wrong_answer:
      'No pague todavía. Comuníquenos qué no coincide: código de cliente, número, importe o fecha. La administración lo comprueba y, si hace falta, emite un documento corregido.',
    paid: 'El portal dice que la factura ya está pagada',
    paid_answer:
      'Alguien la ha pagado, quizá usted u otra persona de su familia o de su oficina. En la página de la factura puede pedir de nuevo el recibo o abrirlo con las cuatro últimas cifras de la tarjeta usada.',
    card: '¿Están seguros los datos de mi tarjeta?',
    card_answer:
      'Solo los escribe en el sitio seguro del proveedor de pagos. Este portal nunca los ve ni los guarda: en el recibo solo aparecen la marca y las cuatro últimas cifras.\n\nNinguno de nosotros le pedirá nunca el número de la tarjeta, ni por teléfono ni por correo.',
    genuine: '¿Es auténtico este sitio?',
    genuine_answer:
      'Mire la dirección en la parte superior del navegador: debe ser la que figura en la factura o en el sitio de la entidad, y empezar por https. No siga enlaces de remitentes que no conozca.\n\nDe un recibo puede comprobar el código: el portal responde si es auténtico, con importe y fecha.',
  },
});
