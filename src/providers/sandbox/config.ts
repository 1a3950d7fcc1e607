/** The secrets of an account at the sandbox provider. */
import { z } from 'zod';
import type { KeyField } from '../provider.ts';
import { sandboxKeyTexts } from './config.texts.ts';

/** What a header can hold: anything else would end it, or be told by the error that refuses it. */
const headerWord = z.string().regex(/^[!-~]{1,500}$/);

export const sandboxSecrets = z.object({
  /** `Authorization: Bearer` of every call. */
  api_key: headerWord,
  /** Signs notifications; while it is rotated the provider signs with the old and the new one. */
  notification_secret: z.string().min(1).max(500),
});

export type SandboxSecrets = z.infer<typeof sandboxSecrets>;

const { api_key: apiKey, notification_secret: notificationSecret } = sandboxSecrets.shape;

/** In the order in which the provider's own page shows them. */
export const sandboxKeyFields: readonly KeyField[] = [
  {
    name: 'api_key',
    label: (language) => sandboxKeyTexts(language)('api_key'),
    couldBe: (text) => apiKey.safeParse(text).success,
    isTried: true,
  },
  {
    name: 'notification_secret',
    label: (language) => sandboxKeyTexts(language)('notification_secret'),
    couldBe: (text) => notificationSecret.safeParse(text).success,
    isTried: false,
  },
];
