import type { ApiAnswer, ApiClient } from './api-client';
import type { PublicationRecord } from './publisher';

/** The address below the API that a record's user opens. */
export function linkOf(record: PublicationRecord | undefined): string {
  const { pathname, search } = new URL(record?.hand_off_url ?? '');
  return pathname + search;
}

/** Where its page opens the platform's app. */
export function appOf(link: string): string {
  return link.replace('?', '/app?');
}

/** Sends the form of the page. */
export function sayOn(
  api: ApiClient,
  link: string,
  form: Readonly<Record<string, string>>,
): Promise<ApiAnswer> {
  return api.call('POST', link, {
    body: new URLSearchParams(form).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
}

/** What a page tells the platform's script. */
export function shareOn({ text }: ApiAnswer): Readonly<Record<string, Record<string, string>>> {
  const [, json = ''] = /<script type="application\/json" id="share">(.+?)<\/script>/.exec(text) ?? [];
  return JSON.parse(json) as Record<string, Record<string, string>>;
}
