/** Words with which somebody is asked again who it is. */
import { texts } from '../../core/texts.ts';

export const confirmTexts = texts({
  it: {
    title: 'Confermi che è Lei',
    lead: 'Questa operazione muove denaro o cambia un accesso: serve un codice nuovo. Ciò che ha scritto è conservato.',
    go_on: 'Conferma e prosegui',
    wrong: 'Il codice non è giusto o è già stato usato. Aspetti il prossimo e lo scriva.',
    too_many: 'Troppi tentativi. Riprovi tra dieci minuti.',
  },
  en: {
    title: 'Confirm that it is you',
    lead: 'This moves money or changes an access, so a fresh code is needed. What you typed is kept.',
    go_on: 'Confirm and go on',
    wrong: 'The code is wrong or has been used. Wait for the next one and type it.',
    too_many: 'Too many tries. Try again in ten minutes.',
  },
  es: {
    title: 'Confirme que es usted',
    lead: 'Esta operación mueve dinero o cambia un acceso: hace falta un código nuevo. Lo que ha escrito se conserva.',
    go_on: 'Confirmar y continuar',
    wrong: 'El código no es correcto o ya se ha usado. Espere al siguiente y escríbalo.',
    too_many: 'Demasiados intentos. Vuelva a intentarlo dentro de diez minutos.',
  },
});
