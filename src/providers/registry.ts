/** The providers there are, by their id; a new one is one line here. */
import type { Provider } from './provider.ts';
import { sandboxProvider } from './sandbox/index.ts';

export type ProviderSettings = {
  /** Where the sandbox listens; null leaves it out. */
  readonly sandboxUrl: string | null;
};

export type Providers = ReadonlyMap<string, Provider>;

export function createProviders(settings: ProviderSettings): Providers {
  const { sandboxUrl } = settings;
  const providers = sandboxUrl === null ? [] : [sandboxProvider({ baseUrl: sandboxUrl })];
  return new Map(providers.map((provider) => [provider.id, provider]));
}
