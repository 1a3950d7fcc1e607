/** The life of an upload, as data. */
import type { Transitions } from '../core/state-machine.ts';

export type UploadState =
  'receiving' | 'unpacking' | 'judging' | 'judged' | 'loading' | 'loaded' | 'left' | 'failed';

export type UploadEvent =
  'arrive' | 'unpack' | 'judge' | 'load' | 'finish' | 'refuse' | 'leave' | 'expire' | 'give_up';

/** All or nothing that was refused is judged again: what the person saw is not true any more. */
export const uploadTransitions: Transitions<UploadState, UploadEvent> = {
  receiving: { arrive: 'unpacking', leave: 'left', expire: 'left' },
  unpacking: { unpack: 'judging', leave: 'left', give_up: 'failed' },
  judging: { judge: 'judged', leave: 'left', give_up: 'failed' },
  judged: { load: 'loading', leave: 'left', expire: 'left' },
  loading: { finish: 'loaded', refuse: 'judging', give_up: 'failed' },
  loaded: {},
  left: {},
  failed: {},
};
