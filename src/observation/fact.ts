/** What happened and is worth counting; no identifier and nothing of a person is in it. */

/** Times are in seconds. */
export type Fact =
  | {
      readonly kind: 'request';
      readonly method: string;
      /** The pattern, never the address that was asked for. */
      readonly route: string;
      readonly status: number;
      readonly seconds: number;
    }
  | {
      readonly kind: 'provider_call';
      readonly provider: string;
      readonly operation: string;
      readonly outcome: string;
      readonly seconds: number;
    }
  | { readonly kind: 'transaction'; readonly outcome: string; readonly seconds: number }
  | {
      readonly kind: 'job_run';
      readonly job: string;
      readonly outcome: 'done' | 'failed';
      readonly found: number;
      readonly seconds: number;
    }
  | {
      readonly kind: 'attempt_moved';
      readonly provider: string;
      readonly method: string;
      readonly to: string;
    }
  /** Dealt with for good, so long after it was taken in. */
  | { readonly kind: 'notification_processed'; readonly seconds: number }
  | { readonly kind: 'receipt_issued' }
  | { readonly kind: 'mail_tried'; readonly template: string; readonly outcome: string };
