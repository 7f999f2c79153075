import type { CallFilter } from '../../../domain/gateway/call-filter';
import type { Language } from '../../router/language';
import type { GatewayDependencies } from '../dependencies';
import type { GatewayRequest } from '../operation';
import { callDto, type Reader } from './call-dto';
import { momentOf } from './moment';

type Query = NonNullable<GatewayRequest<'listOwnCalls'>['query']>;

const NEWEST = 100;
const PAGE_SIZE = 20;
const LARGEST_PAGE = 100;
const LAST_PAGE = 1_000_000;

/** What turns the list into pages. */
const PAGED = [
  'page',
  'page_size',
  'start_time',
  'end_time',
  'start_date',
  'end_date',
  'api_key_id',
  'model_name',
  'user_channel_id',
  'channel_id',
] as const satisfies readonly (keyof Query)[];

/** The newest calls, or a page of them, as the query asks: of one user, or of all. AppError VALIDATION. */
export async function listOf(
  query: Query,
  {
    userId,
    reader,
    language,
  }: { readonly userId: number | undefined; readonly reader: Reader; readonly language: Language },
  { callLog }: Pick<GatewayDependencies, 'callLog'>,
) {
  const filter = filterOf(query, userId);
  if (!PAGED.some((name) => query[name] !== undefined)) {
    return (await callLog.newest(filter, NEWEST)).map((call) => callDto(call, reader, language));
  }
  const page = between(1, query.page ?? 1, LAST_PAGE);
  const asked = query.page_size ?? PAGE_SIZE;
  const pageSize = asked < 1 ? PAGE_SIZE : Math.min(asked, LARGEST_PAGE);
  const { items, total } = await callLog.page(filter, { page, pageSize });
  return { items: items.map((call) => callDto(call, reader, language)), total, page, page_size: pageSize };
}

function filterOf(query: Query, userId: number | undefined): CallFilter {
  const { start_time, start_date, end_time, end_date } = query;
  return {
    userId,
    keyId: query.api_key_id,
    userChannelId: query.user_channel_id,
    channelId: query.channel_id,
    modelPart: query.model_name,
    from: bound('start', { start_time, start_date }),
    until: bound('end', { end_time, end_date }),
  };
}

/** The first of the parameters that was given. */
function bound(side: 'start' | 'end', given: Readonly<Record<string, string | undefined>>): Date | undefined {
  const [parameter, text] = Object.entries(given).find(([, value]) => value) ?? [];
  return parameter && text ? momentOf(parameter, text, side) : undefined;
}

function between(least: number, value: number, most: number): number {
  return Math.min(Math.max(least, value), most);
}
