/** Two portals and two workers over one database, each a process that can be killed, paused and started again. */
import { freePort } from '../../test/support/free-port.ts';
import { openFrontDoor } from './front-door.ts';
import { isAlive, kill, startProgram, type Ended, type Program } from './program.ts';

export const members = ['portal a', 'portal b', 'worker a', 'worker b'] as const;
export type Member = (typeof members)[number];

export type House = {
  /** Where payers and the provider come in, whichever portals live. */
  readonly url: string;
  /** Starts a member that does not live and waits until it is ready; with a crash point, it kills itself there. */
  readonly start: (member: Member, crashAt?: string) => Promise<void>;
  readonly isAlive: (member: Member) => boolean;
  readonly ended: (member: Member) => Promise<Ended>;
  readonly signal: (member: Member, signal: NodeJS.Signals) => void;
  /** Whose portal is asked first by whoever comes in from now on. */
  readonly lead: (first: 'portal a' | 'portal b') => void;
  /** Leads the provider anew too, which keeps its connections; for a moment at which nobody is being served. */
  readonly leadAll: (first: 'portal a' | 'portal b') => void;
  /** The address of one portal itself, past the front door. */
  readonly addressOf: (portal: 'portal a' | 'portal b') => string;
  /** A process beside the members, with the settings of the house and more. */
  readonly launch: (words: readonly string[], more: Readonly<Record<string, string>>) => Program;
  /** Runs a command of the command line; killed at the crash point where one is given. */
  readonly run: (words: readonly string[], crashAt?: string) => Promise<Ended>;
  readonly close: () => Promise<void>;
};

// A process that cannot reach its database in time ends, and whoever watches it starts it again.
const mostStarts = 5;
const noConnection = 'No database connection is free';

async function isReady(ready: Promise<unknown>): Promise<boolean> {
  return ready.then(
    () => true,
    () => false,
  );
}

/** @param settings what every process is given beside its port and crash point */
export async function buildHouse(settings: Readonly<Record<string, string>>): Promise<House> {
  const ports = { 'portal a': await freePort(), 'portal b': await freePort() };
  const door = await openFrontDoor(Object.values(ports));
  const url = `http://127.0.0.1:${door.port}`;
  const running = new Map<Member, Program>();
  const launched = new Set<Program>();
  const launch = (words: readonly string[], more: Readonly<Record<string, string>>): Program => {
    const program = startProgram(words, { ...settings, SALDO_URL: url, ...more });
    launched.add(program);
    return program;
  };
  const memberOf = (member: Member): Program => {
    const program = running.get(member);
    if (!program) throw new Error(`${member} was never started`);
    return program;
  };
  const lead = (first: 'portal a' | 'portal b'): void => {
    const second = first === 'portal a' ? 'portal b' : 'portal a';
    door.lead([ports[first], ports[second]]);
  };
  return {
    url,
    start: async (member, crashAt = '') => {
      const old = running.get(member);
      if (old && isAlive(old)) throw new Error(`${member} lives already`);
      const isPortal = member === 'portal a' || member === 'portal b';
      const own = { PORT: isPortal ? String(ports[member]) : '0', SALDO_URL: url };
      for (let tries = 1; ; tries += 1) {
        const program = startProgram([isPortal ? 'serve' : 'work'], {
          ...settings,
          ...own,
          CRASH_AT: crashAt,
        });
        running.set(member, program);
        const ready = program.says(/^(?:portal|worker): /m);
        if (tries === mostStarts || (await isReady(ready))) return void (await ready);
      }
    },
    isAlive: (member) => {
      const program = running.get(member);
      return program !== undefined && isAlive(program);
    },
    ended: (member) => memberOf(member).ended,
    signal: (member, signal) => {
      memberOf(member).child.kill(signal);
    },
    lead,
    leadAll: (first) => {
      lead(first);
      door.hangUp();
    },
    addressOf: (portal) => `http://127.0.0.1:${ports[portal]}`,
    launch,
    run: async (words, crashAt = '') => {
      for (let tries = 1; ; tries += 1) {
        const end = await launch(words, { CRASH_AT: crashAt }).ended;
        if (end.status === 0 || !end.said.includes(noConnection) || tries === mostStarts) {
          return end;
        }
      }
    },
    close: async () => {
      await Promise.all([...running.values(), ...launched].map(kill));
      await door.close();
    },
  };
}
