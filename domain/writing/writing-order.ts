import { invalidField, type Wording } from '../errors';
import { WRITING_TOOLS, type WritingToolType } from './tools';
import type { WritingTool } from './tool';

/** What somebody wants written. */
export interface WritingOrder {
  readonly tool: WritingToolType;
  readonly title: string;
  readonly keywords: readonly string[];
  readonly requirements: string;
  /** Those of the tool, by their names; empty ones are left out. */
  readonly inputs: Readonly<Record<string, string>>;
}

/**
 * An order as it is worked on. AppError VALIDATION for inputs that the tool does not have, or that are too long.
 */
export function writingOrder(
  tool: WritingToolType,
  asked: {
    readonly title: string;
    readonly keywords?: readonly string[] | undefined;
    readonly requirements?: string | undefined;
    readonly inputs?: Readonly<Record<string, string>> | undefined;
  },
): WritingOrder {
  const title = asked.title.trim();
  if (title === '') throw refused('body.title', { zh: '不能为空', en: 'must not be empty' });
  const keywords = (asked.keywords ?? []).map((word) => word.trim()).filter((word) => word !== '');
  const requirements = asked.requirements?.trim() ?? '';
  const inputs = checkedInputs(WRITING_TOOLS[tool], asked.inputs ?? {}, title);
  return { tool, title, keywords, requirements, inputs };
}

function checkedInputs(
  { inputs: known, name: { zh, en } }: WritingTool,
  given: Readonly<Record<string, string>>,
  title: string,
): Record<string, string> {
  const inputs: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    const field = `body.inputs.${name}`;
    const input = known.find((each) => each.name === name);
    if (!input) throw refused(field, { zh: `${zh}没有此项`, en: `is no input of ${en}` });
    if ([...value].length > input.maxLength) {
      throw refused(field, {
        zh: `最多 ${input.maxLength} 个字符`,
        en: `must have at most ${input.maxLength} characters`,
      });
    }
    if (value.trim() !== '') inputs[name] = value.trim();
  }
  // The requirements say how to work on it, and are not taken for it: nobody wants “300字以内” translated.
  for (const { name, isSource } of known) if (isSource) inputs[name] ??= title;
  return inputs;
}

function refused(field: string, message: Wording) {
  return invalidField(field, message);
}
