import { Complaint } from './complaint';
import { numberOf, objectOf, type JsonObject } from './json';
import type { Lookup, Vendor } from './vendor';

/** OpenAI's keys, errors and headers, as its API reference and its SDK's tests have them. */
export const openai: Vendor = {
  name: 'openai',
  keyOf: ({ authorization }) => /^Bearer (.+)$/.exec(authorization ?? '')?.[1],
  refuseKey: (key) =>
    key === undefined
      ? new Complaint(401, NO_KEY, { code: null })
      : new Complaint(
          401,
          `Incorrect API key provided: ${masked(key)}. You can find your API key at https://platform.openai.com/account/api-keys.`,
          { code: 'invalid_api_key' },
        ),
  noSuchModel: (model) =>
    new Complaint(404, `The model \`${model}\` does not exist or you do not have access to it.`, {
      code: 'model_not_found',
    }),
  notJson: () =>
    new Complaint(
      400,
      'We could not parse the JSON body of your request. (HINT: This likely means you aren’t using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)',
    ),
  complaintAt(status, model) {
    switch (status) {
      case 401:
        return openai.refuseKey('sk-proj-0000000000000000');
      case 403:
        return new Complaint(403, 'Country, region, or territory not supported', {
          type: 'request_forbidden',
          code: 'unsupported_country_region_territory',
        });
      case 404:
        return openai.noSuchModel(model);
      case 429:
        return new Complaint(
          429,
          `Rate limit reached for ${model} in organization org-simulated on requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 20s. Visit https://platform.openai.com/account/rate-limits to learn more.`,
          { type: 'requests', code: 'rate_limit_exceeded' },
        );
      case 503:
        return new Complaint(503, 'The engine is currently overloaded, please try again later', {
          type: 'server_error',
        });
      default:
        return status < 500
          ? new Complaint(status, 'Your request was malformed or is missing some required parameters.')
          : new Complaint(
              status,
              'The server had an error while processing your request. Sorry about that!',
              { type: 'server_error' },
            );
    }
  },
  errorBody: (complaint) =>
    // The edge in front of the API answers with a page of its own.
    [502, 504].includes(complaint.status) && complaint.message.startsWith('The server had an error')
      ? `<html>\r\n<head><title>${complaint.status} Bad Gateway</title></head>\r\n<body>\r\n<center><h1>${complaint.status} Bad Gateway</h1></center>\r\n<hr><center>cloudflare</center>\r\n</body>\r\n</html>\r\n`
      : { error: openaiError(complaint) },
  headers: (requestId) => ({
    'x-request-id': `req_${requestId}`,
    'openai-organization': 'org-simulated',
    'openai-processing-ms': '12',
    'openai-version': '2020-10-01',
    'x-ratelimit-limit-requests': '10000',
    'x-ratelimit-remaining-requests': '9999',
    'x-ratelimit-reset-requests': '6ms',
  }),
};

const NO_KEY =
  "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) if you're accessing the API from your browser and are prompted for a username and password. You can obtain an API key from https://platform.openai.com/account/api-keys.";

/** OpenAI repeats a key's first eight characters and its last four. */
function masked(key: string): string {
  return key.length > 12 ? `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}` : key;
}

export function openaiError({ message, details }: Complaint): JsonObject {
  return {
    message,
    type: details.type ?? 'invalid_request_error',
    param: details.param ?? null,
    code: details.code ?? null,
  };
}

/** Filler that hides a frame's length from who listens (`include_obfuscation`), on by default. */
export function obfuscation(body: JsonObject, text: string): { readonly obfuscation?: string } {
  if (objectOf(body['stream_options'])['include_obfuscation'] === false) return {};
  const letters = 'Qup1BsQ3yhjoJbEF'.repeat(1 + Math.floor(text.length / 16));
  return { obfuscation: letters.slice(0, letters.length - text.length) };
}

export function missing(param: string): Complaint {
  return new Complaint(400, `Missing required parameter: '${param}'.`, {
    param,
    code: 'missing_required_parameter',
  });
}

export function invalidValue(value: unknown, allowed: readonly string[], param: string): Complaint {
  const known = allowed.map((name) => `'${name}'`);
  const list = `${known.slice(0, -1).join(', ')}${known.length > 2 ? ',' : ''} and ${known.at(-1) ?? ''}`;
  return new Complaint(400, `Invalid value: '${String(value)}'. Supported values are: ${list}.`, {
    param,
    code: 'invalid_value',
  });
}

export function invalidType(param: string, expected: string): Complaint {
  return new Complaint(400, `Invalid type for '${param}': expected ${expected}.`, {
    param,
    code: 'invalid_type',
  });
}

/** @throws Complaint for a field that OpenAI does not know. */
export function refuseUnknown(body: JsonObject, known: readonly string[]): void {
  const unknown = Object.keys(body).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Complaint(400, `Unknown parameter: '${unknown}'.`, {
      param: unknown,
      code: 'unknown_parameter',
    });
}

/** @throws Complaint for a text that is too long, as OpenAI's ids may not be. */
export function refuseLong(value: string, most: number, param: string): void {
  if (value.length > most)
    throw new Complaint(
      400,
      `Invalid '${param}': string too long. Expected a string with maximum length ${most}, but got a string with length ${value.length} instead.`,
      { param, code: 'string_above_max_length' },
    );
}

/** @throws Complaint for a number outside of its range. */
export function refuseOutside(body: JsonObject, name: string, least: number, most: number): void {
  const value = numberOf(body[name]);
  if (value === undefined || (value >= least && value <= most)) return;
  const [side, bound, relation] =
    value < least ? ['below minimum', least, '>='] : ['above maximum', most, '<='];
  const kind = Number.isInteger(least) && name.includes('tokens') ? 'integer' : 'decimal';
  throw new Complaint(
    400,
    `Invalid '${name}': ${kind} ${side} value. Expected a value ${relation} ${bound}, but got ${value} instead.`,
    {
      param: name,
      code: `${kind}_${side.replace(' ', '_').replace('minimum', 'min').replace('maximum', 'max')}_value`,
    },
  );
}

/** `GET /v1/models`. */
export const openaiModels: Lookup = {
  protocol: 'openai-chat',
  vendor: openai,
  look: (_incoming, models) => ({
    object: 'list',
    data: models.map((id) => ({ id, object: 'model', created: 1_686_935_002, owned_by: 'system' })),
  }),
};
