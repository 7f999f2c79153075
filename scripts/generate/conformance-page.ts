import type { UpstreamKind } from '../../providers/llm/upstream/ask';
import {
  CALLERS,
  FEATURES,
  has,
  lossesOf,
  UPSTREAMS,
  type Feature,
  type CallerName,
} from './conformance-table';

/** `docs/conformance.md`: a table for each feature, with a row for who calls and a column for who answers. */
export function conformancePage(): string {
  const features = Object.entries(FEATURES) as [Feature, string][];
  return [
    '# Conformance',
    '',
    'Made from `scripts/generate/conformance-table.ts` by `npm run generate`: change that, not this. The tests in',
    '`test/conformance` hold every pair to the same table, through the official SDKs, whole and streamed: what the SDK',
    'puts together of a stream is its whole answer, the upstream gets all that the caller said, what is charged is what',
    'the upstream reports, once, and the header `X-Taskloom-Losses` names exactly what is named here.',
    '',
    '✓ nothing is lost · ✓ and names: all but these · — the protocol has no such thing',
    '',
    'Between a caller and an upstream of one protocol the bytes pass unchanged, but for the name of a model that the',
    'upstream knows by another.',
    '',
    'A Responses request with `previous_response_id`, `conversation`, `background: true` or an `item_reference` is',
    'refused (400), also where the upstream speaks Responses: what that keeps it keeps for its key, which callers share,',
    'so that an id may be of somebody else’s conversation. The whole conversation belongs into `input`. `store` is passed',
    'on as it is: nobody can ask for what was stored.',
    '',
    ...features.flatMap(([feature, what]) => section(feature, what)),
  ].join('\n');
}

function section(feature: Feature, what: string): string[] {
  const upstreams = Object.entries(UPSTREAMS) as [UpstreamKind, string][];
  const callers = Object.entries(CALLERS) as [CallerName, { title: string; sdk: string }][];
  return [
    `## ${feature.charAt(0).toUpperCase()}${feature.slice(1)}`,
    '',
    what,
    '',
    row(['called as ↓ · answered by →', ...upstreams.map(([, title]) => title)]),
    row(['---', ...upstreams.map(() => '---')]),
    ...callers.map(([caller, { title, sdk }]) =>
      row([`${title} (\`${sdk}\`)`, ...upstreams.map(([upstream]) => cell(caller, upstream, feature))]),
    ),
    '',
  ];
}

function cell(caller: CallerName, upstream: UpstreamKind, feature: Feature): string {
  if (!has(caller, feature)) return '—';
  return ['✓', ...lossesOf(caller, upstream, feature).map((name) => `\`${name}\``)].join(' ');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
