/** Shows on a terminal how far long work has come, and lets Ctrl-C end it between two steps. */

/** @param what is done, such as the name of a file */
export function showProgress(what: string): {
  readonly onProgress: (done: number, of: number) => void;
  readonly signal: AbortSignal;
  readonly end: () => void;
} {
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const isTerminal = process.stderr.isTTY;
  let isShown = false;
  return {
    signal: stop.signal,
    onProgress: (done, of) => {
      if (!isTerminal) return;
      isShown = true;
      process.stderr.write(`\r${what}: ${done} of ${of} rows`);
    },
    end: () => {
      process.removeListener('SIGINT', onSignal).removeListener('SIGTERM', onSignal);
      if (isShown) process.stderr.write('\n');
    },
  };
}
