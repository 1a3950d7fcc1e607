/** Makes a server listen; a port that is taken is a clear error, never a silent other one. */
import type { FastifyInstance } from 'fastify';

/** The port of a setting is in use by another program. */
export class PortTaken extends Error {
  constructor(setting: string, port: number) {
    super(
      `${setting}: port ${port} is in use by another program; stop it or set ${setting} to another port`,
    );
    this.name = 'PortTaken';
  }
}

/** @throws PortTaken */
export async function listenOn(
  server: FastifyInstance,
  address: { readonly host: string; readonly port: number },
  setting: string,
): Promise<void> {
  try {
    await server.listen({ host: address.host, port: address.port });
  } catch (error) {
    if (isAddressInUse(error)) throw new PortTaken(setting, address.port);
    throw error;
  }
}

export function isAddressInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
