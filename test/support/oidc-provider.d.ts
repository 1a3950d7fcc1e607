/** The few types that we use of a package that has none. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  type Interaction = {
    readonly prompt: { readonly name: 'login' | 'consent' };
    readonly session?: { readonly accountId: string };
    readonly params: { readonly client_id: string };
  };

  type Result =
    | { readonly login: { readonly accountId: string; readonly amr: readonly string[] } }
    | { readonly consent: { readonly grantId: string } };

  type Grant = {
    addOIDCScope: (scope: string) => void;
    addOIDCClaims: (claims: readonly string[]) => void;
    save: () => Promise<string>;
  };

  export default class Provider {
    constructor(issuer: string, configuration: object);
    readonly Grant: new (of: {
      readonly accountId: string | undefined;
      readonly clientId: string;
    }) => Grant;
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: Result,
      options: { readonly mergeWithLastSubmission: boolean },
    ): Promise<void>;
  }
}
