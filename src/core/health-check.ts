/** A question to a part of the portal: is it well? It answers with sentences for an operator. */

export type Verdict = {
  /** In lower case with underscores: the value of a label. */
  readonly name: string;
  readonly ok: boolean;
  /** Whether payers cannot pay while it is not well; otherwise the portal is degraded. */
  readonly stopsPayers: boolean;
  /** Without names of machines, people, organisations or payments: anybody may read it. */
  readonly sentence: string;
};

export type HealthCheck = {
  /** Stands for its verdicts when it cannot give any. */
  readonly name: string;
  readonly stopsPayers: boolean;
  /** The check without whose well-being this one need not be asked. */
  readonly after?: string;
  readonly run: () => Promise<readonly Verdict[]>;
};
