/** How long the proof waits for what must end well in the end; on a quiet machine it takes seconds. */

/** Long enough for a machine with much else to do, on which a start alone takes half a minute. */
export const longestWaitMs = 240_000;
