/** Waits to be told to stop; from then on half a minute, or being told again, ends the process at once. */
import type { Terminal } from './command.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** One Ctrl-C may come twice: from the terminal, and from the program that started this one. */
const oneTellingMs = 500;

const longestStopMs = 30_000;

/**
 * Resolves on Ctrl-C, SIGTERM, SIGHUP, or when the process that started this one is gone.
 *
 * Called before anything is started and awaited after: whoever hears that the process is ready may stop it at once.
 */
export async function untilStopped({ say }: Pick<Terminal, 'say'>): Promise<void> {
  const told = Promise.withResolvers<void>();
  const state = { isPatient: true };
  const end = (sentence: string): void => {
    say(sentence);
    process.exit(1);
  };
  const hear = (): void => {
    if (state.isPatient) told.resolve();
    else end('stopped at once; what was under way is taken up again by others');
  };
  // They stay for the life of the process: without a listener a signal would kill it.
  for (const signal of signals) process.on(signal, hear);
  process.once('disconnect', told.resolve);
  // Listening for its end would keep this process alive when nothing else does.
  process.channel?.unref();
  await told.promise;
  setTimeout(() => (state.isPatient = false), oneTellingMs).unref();
  setTimeout(
    () => end('not everything ended in 30 seconds; it is taken up again by others'),
    longestStopMs,
  ).unref();
}
