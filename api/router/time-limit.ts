import { AppError } from '../../domain/errors';

/**
 * Answers what the work answers, and waits for it no longer than a request may take. The work itself goes on: whoever
 * asks again finds what came of it. Asked when the time is over, `mayGoOn` lets it take as long as it does.
 * @throws AppError UNAVAILABLE
 */
export type TimeLimit = <T>(work: Promise<T>, name: string, mayGoOn?: () => boolean) => Promise<T>;

export function createTimeLimit(milliseconds: number): TimeLimit {
  return (work, name, mayGoOn) => {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_, reject) => {
      const tooLong = () => {
        if (mayGoOn?.()) return;
        reject(new AppError('UNAVAILABLE', undefined, { note: `${name} took too long` }));
      };
      timer = setTimeout(tooLong, milliseconds);
    });
    work.catch(() => undefined);
    return Promise.race([work, limit]).finally(() => clearTimeout(timer));
  };
}
