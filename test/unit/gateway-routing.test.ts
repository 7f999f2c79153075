import { NO_MULTIPLIERS } from '../../domain/gateway/charge';
import { decimal } from '../../domain/decimal';
import { route, type RouteWishes } from '../../domain/gateway/routing';
import type { Candidate, LiveChannel, LiveModel, RoutingAlgorithm } from '../../domain/gateway/snapshot';
import { cycleOf } from '../../domain/gateway/weighted-cycle';

const NOW = new Date('2026-01-01T00:00:00Z');
const soon = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

/** Numbers from 0 to below 1 that are the same in every run (Park and Miller's generator). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

function wishes(overrides: Partial<RouteWishes> = {}): RouteWishes {
  const turns = new Map<string, number>();
  return {
    cooling: new Map(),
    now: NOW,
    random: seeded(42),
    turn: (name) => {
      const turn = turns.get(name) ?? 0;
      turns.set(name, turn + 1);
      return turn;
    },
    ...overrides,
  };
}

interface Shape {
  readonly priority?: number;
  readonly weight?: number;
  readonly userChannel?: number;
  readonly algorithm?: RoutingAlgorithm;
  readonly multiplier?: string;
}

function candidate(id: number, shape: Shape = {}): Candidate {
  const { priority = 0, weight = 1, userChannel = 1, algorithm = 'priority', multiplier = '1' } = shape;
  return {
    channelModelId: id,
    channel: { id, priority, weight, userChannelId: userChannel } as LiveChannel,
    userChannel: {
      id: userChannel,
      name: '',
      description: '',
      multiplier: decimal(multiplier),
      routingAlgorithm: algorithm,
    },
    model: { name: 'm' } as LiveModel,
    upstreamModel: 'm',
    groupMultipliers: new Map(),
    multipliers: NO_MULTIPLIERS,
  };
}

const ids = (candidates: readonly Candidate[], its: RouteWishes) =>
  route(candidates, its).map(({ candidate: { channel } }) => channel.id);

/** How often each channel is tried first. */
function firsts(candidates: readonly Candidate[], its: RouteWishes, calls: number): Record<number, number> {
  const counts: Record<number, number> = {};
  for (let n = 0; n < calls; n++) {
    const [first = 0] = ids(candidates, its);
    counts[first] = (counts[first] ?? 0) + 1;
  }
  return counts;
}

describe('by priority', () => {
  test('the higher come before the lower, whatever they weigh', () => {
    const tiers = [
      candidate(1, { priority: 1, weight: 1000 }),
      candidate(2, { priority: 9 }),
      candidate(3, { priority: -1 }),
    ];
    for (let n = 0; n < 50; n++) expect(ids(tiers, wishes())).toEqual([2, 1, 3]);
  });

  test('equals are drawn by weight, the first and those after it', () => {
    const its = wishes();
    const candidates = [
      candidate(1, { weight: 6 }),
      candidate(2, { weight: 3 }),
      candidate(3, { weight: 1 }),
    ];
    const orders = new Map<string, number>();
    const calls = 20_000;
    for (let n = 0; n < calls; n++) {
      const order = ids(candidates, its).join('');
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    const share = (order: string) => (orders.get(order) ?? 0) / calls;
    // Without putting back: 0.6 × 3/4, 0.6 × 1/4, 0.3 × 6/7, …
    expect(share('123')).toBeCloseTo(0.45, 1.8);
    expect(share('132')).toBeCloseTo(0.15, 1.8);
    expect(share('213')).toBeCloseTo(0.257, 1.8);
    expect(share('312')).toBeCloseTo(0.0667, 1.8);
  });

  test('one of weight 0 is only for when the others fail', () => {
    const its = wishes();
    const candidates = [candidate(1, { weight: 0 }), candidate(2), candidate(3)];
    for (let n = 0; n < 200; n++) expect(ids(candidates, its)[2]).toBe(1);
  });
});

describe('in turn', () => {
  test('round robin takes them one after the other, and the failover goes on from there', () => {
    const its = wishes();
    const candidates = [3, 1, 2].map((id) => candidate(id, { algorithm: 'round_robin', weight: id * 10 }));
    expect([ids(candidates, its), ids(candidates, its), ids(candidates, its), ids(candidates, its)]).toEqual([
      [1, 2, 3],
      [2, 3, 1],
      [3, 1, 2],
      [1, 2, 3],
    ]);
  });

  test('weighted round robin takes them exactly as often as they weigh, evenly spread', () => {
    const candidates = [
      candidate(1, { algorithm: 'weighted_round_robin', weight: 50 }),
      candidate(2, { algorithm: 'weighted_round_robin', weight: 10 }),
      candidate(3, { algorithm: 'weighted_round_robin', weight: 10 }),
      candidate(4, { algorithm: 'weighted_round_robin', weight: 0 }),
    ];
    expect(firsts(candidates, wishes(), 700)).toEqual({ 1: 500, 2: 100, 3: 100 });
    expect(cycleOf([50, 10, 10])).toEqual([0, 0, 1, 0, 2, 0, 0]);
    expect(ids(candidates, wishes())).toEqual([1, 2, 3, 4]);
    const idle = candidates.map(({ channel }) =>
      candidate(channel.id, { algorithm: 'weighted_round_robin', weight: 0 }),
    );
    expect(ids(idle, wishes())).toEqual([1, 2, 3, 4]);
  });

  test('weights that would make too long a cycle keep their proportion', () => {
    const cycle = cycleOf([1_000_003, 333_334, 1]);
    expect(cycle.length).toBeLessThan(1010);
    expect(cycle.filter((place) => place === 0).length / cycle.length).toBeCloseTo(0.75, 2);
    expect(cycle).toContain(2);
  });
});

describe('across user channels', () => {
  const candidates = [
    candidate(1, { userChannel: 1, priority: 100, multiplier: '2' }),
    candidate(2, { userChannel: 2, multiplier: '1' }),
    candidate(3, { userChannel: 3, multiplier: '1' }),
  ];

  test('the caller’s order comes first', () => {
    expect(ids(candidates, wishes({ userChannels: [3, 1, 2] }))).toEqual([3, 1, 2]);
  });

  test('without one the cheaper comes first', () => {
    expect(ids(candidates, wishes())).toEqual([2, 3, 1]);
  });
});

describe('the preferred channel', () => {
  test('comes first among the best', () => {
    const candidates = [candidate(1, { weight: 1000 }), candidate(2), candidate(3, { priority: -5 })];
    for (let n = 0; n < 50; n++) expect(ids(candidates, wishes({ preferred: 2 }))).toEqual([2, 1, 3]);
  });

  test('does not come before better ones, nor while it cools down', () => {
    const candidates = [candidate(1, { priority: 1 }), candidate(2), candidate(3)];
    expect(ids(candidates, wishes({ preferred: 3 }))[0]).toBe(1);
    const cooling = new Map([
      [1, soon(10)],
      [3, soon(10)],
    ]);
    expect(ids(candidates, wishes({ preferred: 3, cooling }))).toEqual([2]);
  });
});

describe('who cools down', () => {
  const candidates = [candidate(1, { priority: 9 }), candidate(2)];

  test('is left out while others are well, and is back when its time is over', () => {
    expect(route(candidates, wishes({ cooling: new Map([[1, soon(1)]]) }))).toMatchObject([
      { candidate: { channel: { id: 2 } }, probe: false },
    ]);
    expect(ids(candidates, wishes({ cooling: new Map([[1, soon(0)]]) }))).toEqual([1, 2]);
  });

  test('is probed when nothing else is left, the soonest well first', () => {
    const cooling = new Map([
      [1, soon(20)],
      [2, soon(10)],
    ]);
    expect(route(candidates, wishes({ cooling }))).toMatchObject([
      { candidate: { channel: { id: 2 } }, probe: true },
      { candidate: { channel: { id: 1 } }, probe: true },
    ]);
  });
});

test('no candidates are no routes', () => {
  expect(route([], wishes())).toEqual([]);
});
