import { invalidField } from '../../../domain/errors';

/** What an agent is asked, under either of its names. */
export function promptOf(body: {
  readonly user_input?: string | undefined;
  readonly content?: string | undefined;
}): string {
  const prompt = body.user_input ?? body.content;
  if (prompt !== undefined && prompt.trim() !== '') return prompt;
  throw invalidField('body.user_input', { zh: '不能为空', en: 'must not be empty' });
}
