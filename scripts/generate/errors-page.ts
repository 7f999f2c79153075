import { agentDialect } from '../../api/agent/dialect';
import { codeDialect } from '../../api/code/dialect';
import { gatewayDialect } from '../../api/gateway/dialect';
import { relayDialect } from '../../api/relay/dialect';
import type { Dialect } from '../../api/router/dialect';
import { studioDialect } from '../../api/studio/dialect';
import { systemClock } from '../../domain/clock';
import { AppError, ERROR_CATALOGUE, type ErrorCode } from '../../domain/errors';

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
    'Made from `domain/errors.ts` and the dialects of the surfaces by `npm run generate`: change those, not this.',
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
  ].join('\n');
}

/** What a surface answers for an error of this code, whatever its details. */
function shown(dialect: Dialect, code: ErrorCode): { status: number; body: Record<string, unknown> } {
  const details = { errors: [], retryAfter: 1, required: '0', available: '0' };
  const error = new AppError(code, details);
  const { status, body } = dialect.failure(error, { language: 'en', requestId: '' });
  return { status, body: body as Record<string, unknown> };
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
