/** The sandbox provider as the portal has it, out of the list of providers. */
import type { Provider } from '../../src/providers/provider.ts';
import { createProviders } from '../../src/providers/registry.ts';

export function sandboxAt(sandboxUrl: string): Provider {
  const provider = createProviders({ sandboxUrl }).get('sandbox');
  if (!provider) throw new Error('there is no sandbox provider');
  return provider;
}
