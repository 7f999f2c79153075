import { Listeners } from '../listeners';
import type { TellOwner } from '../notifications/notification';
import { isEnd, type Announce, type JobChange } from './job';

/** The part of a Redis client that announcements need; node-redis has it. */
export interface PubSubClient {
  readonly isReady: boolean;
  publish(channel: string, message: string): Promise<unknown>;
  subscribe(channel: string, listener: (message: string) => void): Promise<unknown>;
  /** Without a listener: all of them. */
  unsubscribe(channel: string, listener?: (message: string) => void): Promise<unknown>;
  on(event: 'ready', listener: () => void): unknown;
}

export type ChangeListener = (change: JobChange) => void;

/** Says that an owner's feed of notifications has grown. */
interface FeedChange {
  readonly ownerId: number;
  readonly feed: true;
}

/** Says that the log of a task has grown. */
export interface TaskLogChange {
  readonly taskId: string;
  readonly seq: number;
}

/** Never throws, never waits. */
export type AnnounceLog = (change: TaskLogChange) => void;

/**
 * News of jobs, and of notifications, between processes, over one Redis channel. A message says where to look, and losing one costs
 * a listener only time: it reads the database when it begins to listen, on each message, and now and then.
 */
export interface Announcements {
  /** Tells every process; never throws, never waits. */
  readonly announce: Announce;
  /** The same of an owner's notifications; the end of a job, which is one, tells of itself. */
  readonly tellOwner: TellOwner;
  /** The same of a task's log. */
  readonly announceLog: AnnounceLog;
  /** Calls back when a task's log has grown, until the answered function is called. */
  onTask(taskId: string, listener: () => void): () => void;
  /** Calls back on each change of a job, until the answered function is called. */
  onJob(jobId: string, listener: () => void): () => void;
  /** Calls back on each change of any job of an owner, until the answered function is called. */
  onOwner(ownerId: number, listener: ChangeListener): () => void;
  /** Calls back when an owner's feed of notifications has grown, until the answered function is called. */
  onFeed(ownerId: number, listener: () => void): () => void;
  /** Calls back whenever announcements may have been missed, until the answered function is called. */
  onGap(listener: () => void): () => void;
  /** Opens this process's one subscription. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** The channel of an installation, by the prefix of its names in Redis. */
export function changesChannel(prefix: string): string {
  return `${prefix}:job-changes`;
}

interface Dependencies {
  readonly publisher: PubSubClient;
  /** A connection of its own: Redis lets a subscriber do nothing else. */
  readonly subscriber: PubSubClient;
  /** See `changesChannel`. */
  readonly channel: string;
}

/** For a process that only tells. */
export function announceOn(publisher: PubSubClient, channel: string): Announce {
  return (change) => say(publisher, channel, change);
}

/** The same, of notifications. */
export function tellOwnerOn(publisher: PubSubClient, channel: string): TellOwner {
  return (ownerId) => say(publisher, channel, { ownerId, feed: true });
}

/** The same, of the logs of tasks. */
export function announceLogOn(publisher: PubSubClient, channel: string): AnnounceLog {
  return (change) => say(publisher, channel, change);
}

type Change = JobChange | FeedChange | TaskLogChange;

function say(publisher: PubSubClient, channel: string, change: Change): void {
  if (!publisher.isReady) return;
  publisher.publish(channel, JSON.stringify(change)).catch(() => undefined); // readers look for themselves
}

export function createAnnouncements({ publisher, subscriber, channel }: Dependencies): Announcements {
  const jobs = new Listeners<string, () => void>();
  const owners = new Listeners<number, ChangeListener>();
  const feeds = new Listeners<number, () => void>();
  const logs = new Listeners<string, () => void>();
  const gaps = new Set<() => void>();

  const receive = (message: string) => {
    const change = read(message);
    if (!change) return;
    if ('taskId' in change) {
      for (const listener of logs.of(change.taskId)) listener();
      return;
    }
    if ('feed' in change || isEnd(change.type)) for (const listener of feeds.of(change.ownerId)) listener();
    if ('feed' in change) return;
    for (const listener of jobs.of(change.jobId)) listener();
    for (const listener of owners.of(change.ownerId)) listener(change);
  };
  // What was published while the connection was down is gone: everybody who follows something looks again.
  subscriber.on('ready', () => {
    for (const listener of [...jobs.all(), ...feeds.all(), ...logs.all(), ...gaps]) listener();
  });

  return {
    announce: announceOn(publisher, channel),
    tellOwner: tellOwnerOn(publisher, channel),
    announceLog: announceLogOn(publisher, channel),
    onTask: (taskId, listener) => logs.add(taskId, listener),
    onJob: (jobId, listener) => jobs.add(jobId, listener),
    onOwner: (ownerId, listener) => owners.add(ownerId, listener),
    onFeed: (ownerId, listener) => feeds.add(ownerId, listener),
    onGap: (listener) => {
      gaps.add(listener);
      return () => gaps.delete(listener);
    },
    start: async () => {
      await subscriber.subscribe(channel, receive);
    },
    stop: async () => {
      await subscriber.unsubscribe(channel);
    },
  };
}

/** Undefined for what is no message of ours: an error here would end the process that listens. */
function read(message: string): Change | undefined {
  try {
    const change: unknown = JSON.parse(message);
    return typeof change === 'object' && change !== null ? (change as Change) : undefined;
  } catch {
    return undefined;
  }
}
