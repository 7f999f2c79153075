import { isAppError } from '../../domain/errors';

/** The code of the AppError that `work` ends in, and the fields that it names. Any other end fails the test. */
export async function refusal(work: Promise<unknown>): Promise<{ code: string; fields?: string[] }> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isAppError(error)) throw new Error('It ended otherwise.', { cause: error });
  const { errors } = (error.details ?? {}) as { errors?: { field: string }[] };
  return { code: error.code, ...(errors && { fields: errors.map(({ field }) => field) }) };
}
