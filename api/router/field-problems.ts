import type { ErrorObject } from 'ajv/dist/2020';
import type { FieldProblem, Wording } from '../../domain/errors';
import type { Part } from './validation';

const MOST_SHOWN = 20;

type Parameters = Readonly<Record<string, unknown>>;

const TYPES: Readonly<Record<string, Wording>> = {
  string: { zh: '应为字符串', en: 'should be a string' },
  integer: { zh: '应为整数', en: 'should be a whole number' },
  number: { zh: '应为数字', en: 'should be a number' },
  boolean: { zh: '应为 true 或 false', en: 'should be true or false' },
  array: { zh: '应为数组', en: 'should be an array' },
  object: { zh: '应为对象', en: 'should be an object' },
};

const FORMATS: Readonly<Record<string, Wording>> = {
  email: { zh: '不是有效的邮箱地址', en: 'is not an e-mail address' },
  uuid: { zh: '不是有效的 UUID', en: 'is not a UUID' },
};

/** What each keyword of JSON Schema complains of, in words for whoever filled in the field. */
const WORDINGS: Readonly<Record<string, (params: Parameters) => Wording>> = {
  required: () => ({ zh: '必填', en: 'is required' }),
  type: ({ type }) => TYPES[String(Array.isArray(type) ? type[0] : type)] ?? wrong,
  minLength: ({ limit }) => ({
    zh: `至少 ${String(limit)} 个字符`,
    en: `should have at least ${String(limit)} characters`,
  }),
  maxLength: ({ limit }) => ({
    zh: `最多 ${String(limit)} 个字符`,
    en: `should have at most ${String(limit)} characters`,
  }),
  minItems: ({ limit }) => ({
    zh: `至少 ${String(limit)} 项`,
    en: `should have at least ${String(limit)} entries`,
  }),
  maxItems: ({ limit }) => ({
    zh: `最多 ${String(limit)} 项`,
    en: `should have at most ${String(limit)} entries`,
  }),
  minimum: ({ limit }) => ({ zh: `不能小于 ${String(limit)}`, en: `should not be below ${String(limit)}` }),
  maximum: ({ limit }) => ({ zh: `不能大于 ${String(limit)}`, en: `should not be above ${String(limit)}` }),
  exclusiveMinimum: ({ limit }) => ({
    zh: `必须大于 ${String(limit)}`,
    en: `should be above ${String(limit)}`,
  }),
  exclusiveMaximum: ({ limit }) => ({
    zh: `必须小于 ${String(limit)}`,
    en: `should be below ${String(limit)}`,
  }),
  multipleOf: ({ multipleOf }) => ({
    zh: `应为 ${String(multipleOf)} 的倍数`,
    en: `should be a multiple of ${String(multipleOf)}`,
  }),
  enum: ({ allowedValues }) => {
    const values = Array.isArray(allowedValues) ? allowedValues.join(', ') : '';
    return { zh: `应为以下之一：${values}`, en: `should be one of ${values}` };
  },
  format: ({ format }) => FORMATS[String(format)] ?? wrong,
};

const wrong: Wording = { zh: '格式不正确', en: 'has the wrong form' };

/** Ajv's errors about one part of a request as problems of its fields: one a field, at most 20. */
export function problemsOf(part: Part, errors: readonly ErrorObject[] | null | undefined): FieldProblem[] {
  const problems = new Map<string, FieldProblem>();
  for (const { instancePath, keyword, params } of errors ?? []) {
    const missing = keyword === 'required' ? `.${String((params as Parameters)['missingProperty'])}` : '';
    const field = `${part}${readable(instancePath)}${missing}`;
    if (!problems.has(field)) problems.set(field, { field, message: WORDINGS[keyword]?.(params) ?? wrong });
    if (problems.size === MOST_SHOWN) break;
  }
  return [...problems.values()];
}

/** `/outline/0` as `.outline[0]`. */
function readable(instancePath: string): string {
  return instancePath
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((segment) => (/^\d+$/.test(segment) ? `[${segment}]` : `.${segment}`))
    .join('');
}
