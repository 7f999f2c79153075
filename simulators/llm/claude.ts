import { Complaint } from './complaint';
import type { JsonObject } from './json';
import type { Lookup, Vendor } from './vendor';

/** Claude's error types by status, as its documents list them. */
const TYPES: Readonly<Record<number, readonly [type: string, message: string]>> = {
  400: ['invalid_request_error', 'Error'],
  401: ['authentication_error', 'invalid x-api-key'],
  402: ['billing_error', 'Your credit balance is too low to access the Anthropic API.'],
  403: ['permission_error', 'Your API key does not have permission to use the specified resource.'],
  413: ['request_too_large', 'Request exceeds the maximum size'],
  429: [
    'rate_limit_error',
    "This request would exceed your organization's rate limit of 50 requests per minute. For details, refer to: https://docs.claude.com/en/api/rate-limits.",
  ],
  500: ['api_error', 'Internal server error'],
  504: ['timeout_error', 'Request timed out'],
  529: ['overloaded_error', 'Overloaded'],
};

/** Claude's keys, errors and headers. */
export const claude: Vendor = {
  name: 'claude',
  keyOf: (headers) => {
    const key = headers['x-api-key'];
    return typeof key === 'string' ? key : /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  },
  refuseKey: (key) =>
    new Complaint(401, key === undefined ? 'x-api-key header is required' : 'invalid x-api-key'),
  noSuchModel: (model) => new Complaint(404, `model: ${model}`, { type: 'not_found_error' }),
  notJson: () =>
    new Complaint(400, 'The request body is not valid JSON: unexpected character: line 1 column 1 (char 0)'),
  complaintAt: (status, model) =>
    status === 404
      ? claude.noSuchModel(model)
      : new Complaint(status, TYPES[status]?.[1] ?? 'Internal server error'),
  errorBody: (complaint, requestId) => ({ ...claudeError(complaint), request_id: `req_${requestId}` }),
  headers: (requestId) => ({
    'request-id': `req_${requestId}`,
    'anthropic-organization-id': '00000000-0000-4000-8000-000000000000',
    'anthropic-ratelimit-requests-limit': '50',
    'anthropic-ratelimit-requests-remaining': '49',
  }),
};

export function claudeError({ status, message, details }: Complaint): JsonObject {
  const type = details.type ?? TYPES[status]?.[0] ?? (status < 500 ? 'invalid_request_error' : 'api_error');
  return { type: 'error', error: { type, message } };
}

/** A request whose field `path` is wrong. */
export function invalid(path: string, problem: string): Complaint {
  return new Complaint(400, `${path}: ${problem}`);
}

/** `GET /v1/models`, where the caller shows that it speaks Claude. */
export const claudeModels: Lookup = {
  protocol: 'claude',
  vendor: claude,
  look: (_incoming, models) => ({
    data: models.map((id) => ({ type: 'model', id, display_name: id, created_at: '2025-09-29T00:00:00Z' })),
    has_more: false,
    first_id: models[0] ?? null,
    last_id: models.at(-1) ?? null,
  }),
};
