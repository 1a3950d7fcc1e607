/** An answer as it came over the wire, and the list of every answer of a run. */
import type { IncomingHttpHeaders } from 'node:http';

export type Answer = {
  /** `GET /valdorata/find`, for messages. */
  readonly asked: string;
  readonly portal: string;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
  /** From the last byte of the request to the last of the answer. */
  readonly microseconds: bigint;
};

/** What `location` says, or an empty text. */
export function leadsTo(answer: Answer): string {
  return answer.headers.location ?? '';
}

export function cookiesOf(answer: Answer): readonly string[] {
  return answer.headers['set-cookie'] ?? [];
}
