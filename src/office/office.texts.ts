/** Words of the frame around the back office's pages. */
import { texts } from '../core/texts.ts';

export const officeTexts = texts({
  it: {
    office: 'Area riservata',
    navigation: 'Sezioni',
    today: 'Oggi',
    staff: 'Personale',
    account: 'Il Suo accesso',
    sign_out: 'Esci',
    not_allowed: 'Il Suo ruolo non lo consente',
    not_allowed_lead:
      'Per questa pagina serve un’autorizzazione che il Suo ruolo ({role}) non ha. Si rivolga a un amministratore.',
    back: 'Torna all’inizio',
    role_administrator: 'amministrazione del portale',
    role_accounting: 'contabilità',
    role_operator: 'operatore',
    role_support: 'assistenza',
    role_auditor: 'revisione, sola lettura',
  },
  en: {
    office: 'Back office',
    navigation: 'Sections',
    today: 'Today',
    staff: 'Staff',
    account: 'Your access',
    sign_out: 'Sign out',
    not_allowed: 'Your role does not allow this',
    not_allowed_lead:
      'This page needs a permission that your role ({role}) does not have. Please ask an administrator.',
    back: 'Back to the start',
    role_administrator: 'administrator',
    role_accounting: 'accounting',
    role_operator: 'operator',
    role_support: 'support',
    role_auditor: 'auditor, read only',
  },
  es: {
    office: 'Área de gestión',
    navigation: 'Secciones',
    today: 'Hoy',
    staff: 'Personal',
    account: 'Su acceso',
    sign_out: 'Salir',
    not_allowed: 'Su función no lo permite',
    not_allowed_lead:
      'Esta página necesita un permiso que su función ({role}) no tiene. Diríjase a un administrador.',
    back: 'Volver al inicio',
    role_administrator: 'administración del portal',
    role_accounting: 'contabilidad',
    role_operator: 'operación',
    role_support: 'atención',
    role_auditor: 'auditoría, solo lectura',
  },
});
