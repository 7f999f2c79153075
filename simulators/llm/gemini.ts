import { Complaint } from './complaint';
import type { JsonObject } from './json';
import type { Lookup, Vendor } from './vendor';

/** The names of google.rpc.Code by HTTP status, and what Gemini says with each. */
const STATUSES: Readonly<Record<number, readonly [status: string, message: string]>> = {
  400: ['INVALID_ARGUMENT', 'Request contains an invalid argument.'],
  401: [
    'UNAUTHENTICATED',
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
  ],
  403: ['PERMISSION_DENIED', 'The caller does not have permission'],
  404: ['NOT_FOUND', 'Requested entity was not found.'],
  429: [
    'RESOURCE_EXHAUSTED',
    'You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.',
  ],
  499: ['CANCELLED', 'The operation was cancelled.'],
  500: [
    'INTERNAL',
    'An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting',
  ],
  503: ['UNAVAILABLE', 'The model is overloaded. Please try again later.'],
  504: ['DEADLINE_EXCEEDED', 'The request timed out. Please try again.'],
};
const KEY_NOT_VALID = 'API key not valid. Please pass a valid API key.';

/** Gemini's keys, errors and headers: those of Google's APIs. */
export const gemini: Vendor = {
  name: 'gemini',
  keyOf: (headers, url) => {
    const key = headers['x-goog-api-key'];
    if (typeof key === 'string') return key;
    return url.searchParams.get('key') ?? /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  },
  refuseKey: (key) =>
    key === undefined
      ? new Complaint(
          403,
          "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
        )
      : new Complaint(400, KEY_NOT_VALID),
  noSuchModel: (model) =>
    new Complaint(
      404,
      `models/${model} is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.`,
    ),
  notJson: () => new Complaint(400, 'Invalid JSON payload received. Expected an object key or }.\n\n^'),
  complaintAt: (status, model) =>
    status === 404
      ? gemini.noSuchModel(model)
      : new Complaint(status, STATUSES[status]?.[1] ?? 'An internal error has occurred.'),
  errorBody: (complaint) => geminiError(complaint),
  headers: () => ({
    vary: 'Origin, X-Origin, Referer',
    server: 'scaffolding on HTTPServer2',
    'server-timing': 'gfet4t7; dur=12',
    'x-content-type-options': 'nosniff',
  }),
};

export function geminiError(complaint: Complaint): JsonObject {
  const { status, message, details } = complaint;
  const more = detailsOf(complaint);
  return {
    error: {
      code: status,
      message,
      status: details.type ?? STATUSES[status]?.[0] ?? (status < 500 ? 'INVALID_ARGUMENT' : 'INTERNAL'),
      ...(more.length > 0 && { details: more }),
    },
  };
}

function detailsOf({ status, message, details: { retryAfter } }: Complaint): readonly JsonObject[] {
  if (message === KEY_NOT_VALID)
    return [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'API_KEY_INVALID',
        domain: 'googleapis.com',
        metadata: { service: 'generativelanguage.googleapis.com' },
      },
      { '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', locale: 'en-US', message },
    ];
  if (status !== 429) return [];
  return [
    {
      '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
      violations: [{ quotaMetric: 'generativelanguage.googleapis.com/generate_content_free_tier_requests' }],
    },
    // Gemini says in its body when to come back.
    ...(/^\d+$/.test(retryAfter ?? '')
      ? [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${retryAfter}s` }]
      : []),
  ];
}

/** `GET /v1beta/models`. */
export const geminiModels: Lookup = {
  protocol: 'gemini',
  vendor: gemini,
  look: (_incoming, models) => ({
    models: models.map((id) => ({
      name: `models/${id}`,
      version: '001',
      displayName: id,
      inputTokenLimit: 1_048_576,
      outputTokenLimit: 65_536,
      supportedGenerationMethods: ['generateContent', 'countTokens'],
    })),
  }),
};
