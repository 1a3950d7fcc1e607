/** Words for the secrets of an account at the sandbox provider. */
import { texts } from '../../core/texts.ts';

export const sandboxKeyTexts = texts({
  it: {
    api_key: 'Chiave API',
    notification_secret: 'Segreto delle notifiche',
  },
  en: {
    api_key: 'API key',
    notification_secret: 'Notification secret',
  },
  es: {
    api_key: 'Clave de API',
    notification_secret: 'Secreto de las notificaciones',
  },
});
