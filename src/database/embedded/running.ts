/** Which process, if any, is the server of a cluster. */
import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** What PostgreSQL writes in postmaster.pid; `host` is a socket folder or an address. */
export type RunningServer = { readonly pid: number; readonly host: string; readonly port: number };

/** True also for a process of another user. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

export type PidFile =
  | { readonly kind: 'absent' }
  /** Its process is gone, or its number now belongs to another program. */
  | { readonly kind: 'stale'; readonly reused: boolean }
  /** Running, but it has not yet written where it listens. */
  | { readonly kind: 'starting'; readonly pid: number }
  | { readonly kind: 'running'; readonly server: RunningServer };

/** Reads postmaster.pid: the number, the folder, the start time, the port, the socket folder, the address. */
export function readPidFile(cluster: string): PidFile {
  const text = readIfThere(join(cluster, 'postmaster.pid'));
  if (text === undefined) return { kind: 'absent' };
  const [first = '', , , port = '', socketFolder = '', address = ''] = text.split('\n');
  const pid = Math.abs(Number(first.trim()));
  // Empty while it is being written, and after some crashes.
  if (!Number.isInteger(pid) || pid === 0) return { kind: 'stale', reused: false };
  if (!isRunning(pid)) return { kind: 'stale', reused: false };
  if (!isServerOf(cluster, pid)) return { kind: 'stale', reused: true };
  const host = socketFolder.trim() === '' ? address.trim() : socketFolder.trim();
  if (host === '' || !/^\d+$/.test(port.trim())) return { kind: 'starting', pid };
  return { kind: 'running', server: { pid, host, port: Number(port) } };
}

/** The server's working folder is its cluster; where that cannot be asked, the number must do. */
function isServerOf(cluster: string, pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' && process.platform === 'linux' ? false : code !== 'EACCES';
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
