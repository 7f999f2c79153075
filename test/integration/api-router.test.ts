import { byteRangeOf } from '../../api/files/byte-range';
import { subjectOf } from '../../api/limits/subject';
import { languageOf } from '../../api/router/language';
import { RouteTable } from '../../api/router/route-table';
import { unstorableText } from '../../api/router/text';
import { localTime } from '../../api/studio/time';

describe('the route table', () => {
  const table = new RouteTable<string>();
  table.add('GET', '/api/v1/jobs/{id}', 'job');
  table.add('GET', '/api/v1/jobs/newest', 'newest');
  table.add('GET', '/api/v1/jobs/{id}/events', 'events');
  table.add('POST', '/api/v1/jobs', 'create');

  const find = (path: string) => {
    const route = table.find(path);
    return route && { targets: Object.fromEntries(route.targets), params: route.params };
  };

  test('finds a path’s targets and the values in it', () => {
    expect(find('/api/v1/jobs')).toEqual({ targets: { POST: 'create' }, params: {} });
    expect(find('/api/v1/jobs/a%20b/events')).toEqual({ targets: { GET: 'events' }, params: { id: 'a b' } });
  });

  test('takes a literal before a parameter, and turns back when it leads nowhere', () => {
    expect(find('/api/v1/jobs/newest')).toEqual({ targets: { GET: 'newest' }, params: {} });
    expect(find('/api/v1/jobs/newest/events')).toEqual({
      targets: { GET: 'events' },
      params: { id: 'newest' },
    });
  });

  test.each(['/', '/api/v1', '/api/v1/jobs/', '/api/v1/jobs/1/2', '/api/v1/jobs/%E0%A4%A', '//api/v1/jobs'])(
    'finds nothing at %s',
    (path) => expect(find(path)).toBeUndefined(),
  );

  test('refuses one route for two targets, and one place under two names', () => {
    expect(() => table.add('POST', '/api/v1/jobs', 'again')).toThrow('POST /api/v1/jobs is served twice.');
    expect(() => table.add('GET', '/api/v1/jobs/{job}/log', 'log')).toThrow('{job}');
  });
});

test.each([
  [undefined, 'zh'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['en-US,en;q=0.9', 'en'],
  ['fr, en;q=0.3, zh;q=0.2', 'en'],
  ['en;q=0, zh', 'zh'],
  ['de', 'zh'],
  ['*', 'zh'],
  ['en;q=nonsense', 'zh'],
])('Accept-Language %s is answered in %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});

test.each([
  [7, '192.0.2.1', 'user:7'],
  [undefined, '192.0.2.1', 'ip:192.0.2.1'],
  [undefined, '::ffff:192.0.2.1', 'ip:192.0.2.1'],
  [undefined, '2001:db8:1:2:3:4:5:6', 'ip:2001:db8:1:2'],
  [undefined, '2001:db8::6', 'ip:2001:db8:0:0'],
  [undefined, '::1', 'ip:0:0:0:0'],
  [undefined, 'fe80::1%eth0', 'ip:fe80:0:0:0'],
  [undefined, undefined, 'ip:unknown'],
])('user %s at %s is counted as %s', (user, ip, subject) => {
  expect(subjectOf(user, ip)).toBe(subject);
});

test('text that could not be kept is found wherever it is', () => {
  expect(unstorableText({ a: ['ok', { b: 'x\0' }] }, 'body')).toBe('body.a[1].b');
  expect(unstorableText('\ud83d\ude00', 'body')).toBeUndefined();
  expect(unstorableText('\ude00\ud83d', 'body')).toBe('body');
});

test('a file without bytes has no part', () => {
  expect(byteRangeOf('bytes=0-', 0)).toBe('unsatisfiable');
  expect(byteRangeOf('bytes=-5', 0)).toBe('unsatisfiable');
  expect(byteRangeOf(undefined, 0)).toBe('whole');
});

test('times are Beijing’s, whole seconds, across midnight', () => {
  expect(localTime(new Date('2026-01-21T18:30:59.999Z'))).toBe('2026-01-22T02:30:59');
});
