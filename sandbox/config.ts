/** The sandbox's own settings, read from the environment once. */
import { z } from 'zod';

const environment = z.object({
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(3001),
  SANDBOX_DATA: z.string().min(1).default('./data/sandbox'),
});

/** `port` 0 asks the system for a free one; `dataFolder` is made when it is not there. */
export type SandboxConfig = { readonly port: number; readonly dataFolder: string };

/** @throws Error that names the setting when one is wrong */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): SandboxConfig {
  const read = environment.safeParse(variables);
  if (!read.success) throw new Error(z.prettifyError(read.error), { cause: read.error });
  return { port: read.data.SANDBOX_PORT, dataFolder: read.data.SANDBOX_DATA };
}
