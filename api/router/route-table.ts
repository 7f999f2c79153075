/** What a path leads to: a target for each method, and the values of the path's parameters. */
export interface Route<T> {
  readonly targets: ReadonlyMap<string, T>;
  readonly params: Readonly<Record<string, string>>;
}

interface Branch<T> {
  readonly literal: Map<string, Branch<T>>;
  parameter: { readonly name: string; readonly branch: Branch<T> } | undefined;
  readonly targets: Map<string, T>;
}

/**
 * Finds the target of a path in time that depends on the path's length, not on how many routes there are.
 * A literal segment comes before a parameter, and a method of its own for a path that both match is not mixed.
 */
export class RouteTable<T> {
  private readonly root: Branch<T> = newBranch();

  /** `template` has its parameters in braces. Throws an Error when the method and path are taken. */
  add(method: string, template: string, target: T): void {
    let branch = this.root;
    for (const segment of segmentsOf(template)) branch = grow(branch, segment, template);
    if (branch.targets.has(method)) throw new Error(`${method} ${template} is served twice.`);
    branch.targets.set(method, target);
  }

  /** Undefined when nothing is served there, or the path is not properly encoded. */
  find(path: string): Route<T> | undefined {
    const params: Record<string, string> = {};
    const branch = walk(this.root, segmentsOf(path), 0, params);
    return branch && { targets: branch.targets, params };
  }

  /** The targets that are nearest to a path at which nothing is served: all those below as much of it as is known; none where nothing is. */
  near(path: string): T[] {
    let branch = this.root;
    for (const segment of segmentsOf(path)) {
      const next: Branch<T> | undefined = branch.literal.get(segment) ?? branch.parameter?.branch;
      if (!next) break;
      branch = next;
    }
    return branch === this.root ? [] : targetsBelow(branch);
  }
}

function targetsBelow<T>(branch: Branch<T>): T[] {
  const next = [...branch.literal.values(), ...(branch.parameter ? [branch.parameter.branch] : [])];
  return [...branch.targets.values(), ...next.flatMap(targetsBelow)];
}

function newBranch<T>(): Branch<T> {
  return { literal: new Map(), parameter: undefined, targets: new Map() };
}

function grow<T>(branch: Branch<T>, segment: string, template: string): Branch<T> {
  const name = /^\{(.+)\}$/.exec(segment)?.[1];
  if (name === undefined) {
    const next = branch.literal.get(segment) ?? newBranch<T>();
    branch.literal.set(segment, next);
    return next;
  }
  branch.parameter ??= { name, branch: newBranch() };
  if (branch.parameter.name !== name) {
    throw new Error(
      `${template} calls a parameter {${name}} that another path calls {${branch.parameter.name}}.`,
    );
  }
  return branch.parameter.branch;
}

function walk<T>(
  branch: Branch<T>,
  segments: readonly string[],
  index: number,
  params: Record<string, string>,
): Branch<T> | undefined {
  const segment = segments[index];
  if (segment === undefined) return branch.targets.size > 0 ? branch : undefined;
  const literal = branch.literal.get(segment);
  const found = literal && walk(literal, segments, index + 1, params);
  if (found || !branch.parameter) return found;
  const value = decode(segment);
  if (value === undefined || value === '') return undefined;
  const below = walk(branch.parameter.branch, segments, index + 1, params);
  if (below) params[branch.parameter.name] = value;
  return below;
}

function segmentsOf(path: string): string[] {
  return path.split('/').slice(1);
}

function decode(segment: string): string | undefined {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
