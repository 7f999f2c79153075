import { credits } from '../../domain/credits';
import type { WorkOrder } from '../../domain/jobs/jobs';

/** An order for a picture of 20 credits. */
export function imageOrder(owner: number, width = 512, height = 512): WorkOrder {
  const prompt = '一只猫咪在花园里';
  return {
    owner,
    kind: 'image',
    surface: 'studio',
    input: { prompt, width, height },
    model: { id: 2, creditsCost: credits(20), priceVersion: 1 },
    creation: { type: 'image', title: prompt, content: prompt },
  };
}
