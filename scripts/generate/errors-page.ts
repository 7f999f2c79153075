import { studioCode } from '../../api/studio/error-codes';
import { ERROR_CATALOGUE, type ErrorCode } from '../../domain/errors';

/** `docs/errors.md`: the catalogue as a table, with the number that each surface gives a code. */
export function errorsPage(): string {
  const rows = Object.entries(ERROR_CATALOGUE).map(([code, kind]) =>
    row([
      `\`${code}\``,
      String(kind.status),
      String(studioCode(code as ErrorCode)),
      kind.retryable ? 'yes' : 'no',
      kind.zh,
      kind.en,
    ]),
  );
  return [
    '# Errors',
    '',
    'Made from `domain/errors.ts` by `npm run generate`: change that, not this.',
    '',
    'Code throws an `AppError` with one of these codes, and each surface shows it in its own envelope. The HTTP',
    'status is the one that every surface rides on unless its own document says otherwise. *Again* tells whether',
    'the same request can succeed later without a change. Anything else that goes wrong shows as `INTERNAL` with',
    'the id of the request, which the log has too.',
    '',
    row(['code', 'HTTP', 'studio', 'again', '中文', 'English']),
    row(['---', '---', '---', '---', '---', '---']),
    ...rows,
    '',
  ].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
