/** The embedded server could not be started; the message is one sentence for whoever runs Saldo. */
export class EmbeddedFailure extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedFailure';
  }
}
