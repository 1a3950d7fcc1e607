/** The secrets of an account at the sandbox provider. */
import { z } from 'zod';

export const sandboxSecrets = z.object({
  /** `Authorization: Bearer` of every call. */
  api_key: z.string().min(1),
  /** Signs notifications; while it is rotated the provider signs with the old and the new one. */
  notification_secret: z.string().min(1),
});

export type SandboxSecrets = z.infer<typeof sandboxSecrets>;
