import { Session, type Profiler } from 'node:inspector/promises';
import path from 'node:path';
import { projectRoot } from '../config/paths';

/** Where a process spent its processor time: the share of each place, the largest first; they add up to 1. */
export interface Profile {
  readonly byPackage: readonly Share[];
  readonly byFunction: readonly Share[];
  /** Of our own functions, with all that they had others do; what none of ours is waiting for is Node's. */
  readonly byCause: readonly Share[];
}

export interface Share {
  readonly place: string;
  readonly share: number;
}

/** Samples this process until what it answers is called. Time in which the process waited is left out. */
export async function startProfile(): Promise<() => Promise<Profile>> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 500 });
  await session.post('Profiler.start');
  return async () => {
    const { profile } = await session.post('Profiler.stop');
    session.disconnect();
    return {
      byPackage: sharesOf(profile, ({ callFrame }) => packageOf(callFrame)),
      byFunction: sharesOf(profile, ({ callFrame }) => functionOf(callFrame)),
      byCause: sharesOf(profile, causes(profile)),
    };
  };
}

function sharesOf(
  { nodes, samples = [], timeDeltas = [] }: Profiler.Profile,
  placeOf: (node: Profiler.ProfileNode) => string,
): Share[] {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const spent = new Map<string, number>();
  let all = 0;
  for (const [at, id] of samples.entries()) {
    const node = known.get(id);
    if (!node || node.callFrame.functionName === '(idle)') continue;
    const time = timeDeltas[at] ?? 0;
    const place = placeOf(node);
    spent.set(place, (spent.get(place) ?? 0) + time);
    all += time;
  }
  return [...spent].map(([place, time]) => ({ place, share: time / all })).sort((a, b) => b.share - a.share);
}

/** For each node of the call tree the nearest function of ours on the way to its root. */
function causes({ nodes }: Profiler.Profile): (node: Profiler.ProfileNode) => string {
  const parents = new Map(
    nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node] as const)),
  );
  return (node) => {
    for (let at: Profiler.ProfileNode | undefined = node; at; at = parents.get(at.id)) {
      if (isOurs(at.callFrame)) return functionOf(at.callFrame);
    }
    return packageOf(node.callFrame);
  };
}

function isOurs({ url }: Profiler.ProfileNode['callFrame']): boolean {
  return url.startsWith('file:') && !url.includes('/node_modules/');
}

/** A package, a folder of ours, a part of Node, or what V8 itself does. */
function packageOf({ url, functionName }: Profiler.ProfileNode['callFrame']): string {
  const file = fileOf(url);
  if (file === '') return functionName === '(garbage collector)' ? functionName : '(native)';
  const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file);
  if (inPackage?.[1]) return inPackage[1];
  return file.startsWith('node:') ? file : file.split('/').slice(0, 2).join('/');
}

function functionOf({ url, functionName, lineNumber }: Profiler.ProfileNode['callFrame']): string {
  const file = fileOf(url);
  return file === '' ? functionName : `${functionName || '(anonymous)'} ${file}:${lineNumber + 1}`;
}

function fileOf(url: string): string {
  if (!url.startsWith('file:')) return url;
  return path.relative(projectRoot, new URL(url).pathname).replace(/^dist\//, '');
}
