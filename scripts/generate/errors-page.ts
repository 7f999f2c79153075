import { agentDialect } from '../../api/agent/dialect';
import { codeDialect } from '../../api/code/dialect';
import { gatewayDialect } from '../../api/gateway/dialect';
import { errorOf } from '../../api/model-calls/account';
import { relayDialect } from '../../api/relay/dialect';
import type { Dialect } from '../../api/router/dialect';
import { studioDialect } from '../../api/studio/dialect';
import { systemClock } from '../../domain/clock';
import { CallFailure, FAILURE_STATUS, type FailureKind } from '../../providers/llm/exchange/failure';
import { UpstreamFailure } from '../../providers/llm/upstream-failure';
import { ERROR_CATALOGUE, type ErrorCode } from '../../domain/error-catalogue';
import { AppError } from '../../domain/errors';

/** `docs/errors.md`: the catalogue as a table, with what each surface makes of a code. */
export function errorsPage(): string {
  const rows = Object.entries(ERROR_CATALOGUE).map(([name, kind]) => {
    const code = name as ErrorCode;
    const agent = shown(agentDialect(systemClock), code);
    return row([
      `\`${code}\``,
      String(kind.status),
      String(shown(studioDialect, code).body['code']),
      String(shown(codeDialect, code).body['code']),
      `\`${String(agent.body['message'])}\`${agent.status === kind.status ? '' : ` (${agent.status})`}`,
      String(shown(gatewayDialect, code).status),
      String(shown(relayDialect, code).body['code']),
      kind.retryable ? 'yes' : 'no',
      kind.zh,
      kind.en,
    ]);
  });
  return [
    '# Errors',
    '',
    'Made from `domain/error-catalogue.ts` and the dialects of the surfaces by `npm run generate`: change those, not this.',
    '',
    'Code throws an `AppError` with one of these codes, and each surface shows it in its own envelope: `studio` and',
    '`relay` with a number, `code` with the HTTP status times 100, `agent` with a key, `gateway` with the code in lower',
    'case as its `type`. The HTTP status is the one of the second column, unless a surface has another beside it.',
    '*Again* tells whether the same request can succeed later without a change. Anything else that goes wrong shows as',
    '`INTERNAL` with the id of the request, which the log has too.',
    '',
    row(['error', 'HTTP', 'studio', 'code', 'agent', 'gateway', 'relay', 'again', '中文', 'English']),
    row(Array<string>(10).fill('---')),
    ...rows,
    '',
    ...callCodes(),
    '',
  ].join('\n');
}

/** What stands in the log of model calls: `error_code` of a call that failed or was refused. */
function callCodes(): string[] {
  const rows = Object.entries(FAILURE_STATUS).map(([kind, status]) => {
    const failure = new CallFailure(kind as FailureKind, '');
    return row([`\`${errorOf(failure).code}\``, String(status), MEANINGS[kind as FailureKind]]);
  });
  const silent = errorOf(new UpstreamFailure('', { retryable: false })).code;
  const answered = errorOf(new UpstreamFailure('', { retryable: false, status: 503 })).code;
  return [
    '## In the log of model calls',
    '',
    'A call that failed or was refused has an `error_code` in `/api/logs` and `/api/user/logs`, which is one of these:',
    '',
    '- a code of the table above: the call met one of the platform’s own limits or rules. `error_message` is what the',
    '  caller was told;',
    `- \`${silent}\`: no upstream answered (refused, reset, timed out) or what it sent broke off; \`${answered}\` and the`,
    '  like: the last one that was tried answered with that status. What it said is for administrators, in the row and',
    '  in the attempts of its explanation; the caller was told in the words of the protocol;',
    '- a kind of failure of the protocols: the request could not be read, or nobody could take it.',
    '',
    row(['kind', 'HTTP, where the protocol has none of its own', 'what it says']),
    row(Array<string>(3).fill('---')),
    ...rows,
  ];
}

/** What the kinds of failures mean to who reads the log. */
const MEANINGS: Readonly<Record<FailureKind, string>> = {
  invalid: 'The request makes no sense',
  unauthenticated: 'No key, or a wrong one',
  unpaid: 'Too few credits, or too little left of a quota',
  forbidden: 'The caller may not do this',
  missing: 'No such model or path',
  method: 'The path takes another method',
  upgrade: 'Nothing here speaks over a WebSocket',
  tooLarge: 'The request is too large',
  limited: 'Too many requests',
  internal: 'The platform’s own fault',
  upstream: 'The upstream failed, or would not stop',
  unavailable: 'No upstream can take the call now',
  timeout: 'The upstream was silent for too long',
  overloaded: 'The upstream has too much to do',
};

/** What a surface answers for an error of this code, whatever its details. */
function shown(dialect: Dialect, code: ErrorCode): { status: number; body: Record<string, unknown> } {
  const endedAt = new Date(0).toISOString();
  const details = { errors: [], retryAfter: 1, required: '0', available: '0', endedAt };
  const error = new AppError(code, details);
  const { status, body } = dialect.failure(error, { language: 'en', requestId: '' });
  return { status, body: body as Record<string, unknown> };
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
