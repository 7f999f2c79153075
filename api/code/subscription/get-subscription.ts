import type { CodeHandler } from '../operation';
import { ok } from '../reply';

export const getSubscription: CodeHandler<'getSubscription'> = ({ user }, { planOf }) =>
  Promise.resolve(ok({ plan: planOf(user.userId), auto_renew: false }));
