/** State machines as data: what each state accepts and where it leads. */

/** For each state, the events it accepts and the state each one leads to. Terminal states accept nothing. */
export type Transitions<State extends string, Event extends string> = {
  readonly [S in State]: { readonly [E in Event]?: State };
};

/** @returns null when `state` does not accept `event`: late or repeated news, for the caller to judge */
export function nextState<State extends string, Event extends string>(
  transitions: Transitions<State, Event>,
  state: State,
  event: Event,
): State | null {
  return transitions[state][event] ?? null;
}
