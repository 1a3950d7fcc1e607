/** How much the memory of this process has grown while something was done. */

const lookEveryMs = 20;

/** The whole process is looked at: what a parser or a socket takes is in no heap. */
export function watchMemory(): { readonly stop: () => number } {
  const before = process.memoryUsage.rss();
  let most = before;
  const look = (): void => {
    most = Math.max(most, process.memoryUsage.rss());
  };
  const timer = setInterval(look, lookEveryMs);
  return {
    stop: () => {
      look();
      clearInterval(timer);
      return Math.round((most - before) / 1024 / 1024);
    },
  };
}
