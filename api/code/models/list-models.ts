import { formatDecimal } from '../../../domain/decimal';
import type { TaskModel } from '../../../domain/tasks/task-models';
import type { CodeHandler } from '../operation';
import { ok } from '../reply';

export const listModels: CodeHandler<'listModels'> = async ({ query }, { taskModels }) => {
  const { items, nextCursor } = await taskModels.list({ limit: query?.limit ?? 20, cursor: query?.cursor });
  return ok({
    models: items.map(modelDto),
    page: { next_cursor: nextCursor, has_more: nextCursor !== null },
  });
};

function modelDto({
  id,
  name,
  provider,
  interfaceType,
  allowedPlans,
  isDemo,
  inputPrice,
  outputPrice,
}: TaskModel) {
  return {
    id,
    name,
    provider,
    interface_type: interfaceType,
    allowed_plans: [...allowedPlans],
    is_demo: isDemo,
    pricing: {
      input: yuan(inputPrice),
      output: yuan(outputPrice),
      currency: 'CNY' as const,
      unit: '1M tokens' as const,
    },
  };
}

/** What is sold at 10 credits to the yuan. */
function yuan(price: bigint | null): number | null {
  return price === null ? null : Number(formatDecimal(price)) / 10;
}
