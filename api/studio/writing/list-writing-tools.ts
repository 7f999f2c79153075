import { creditsToNumber } from '../../../domain/credits';
import { WRITING_TOOLS } from '../../../domain/writing/tools';
import type { WritingTool } from '../../../domain/writing/tool';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';

export const listWritingTools: StudioHandler<'listWritingTools'> = async ({ language }, { models }) => {
  const { creditsCost } = await models.modelFor('text');
  return ok(
    Object.entries<WritingTool>(WRITING_TOOLS).map(([type, tool]) => ({
      type,
      name: tool.name[language],
      description: tool.description[language],
      credits_cost: creditsToNumber(creditsCost * tool.weight),
      inputs: tool.inputs.map(({ name, label, maxLength, isSource }) => ({
        name,
        label: label[language],
        max_length: maxLength,
        required: isSource === true,
      })),
    })),
  );
};
