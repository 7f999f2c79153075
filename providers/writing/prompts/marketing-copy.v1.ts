import type { WritingPrompt } from './prompt';

export const marketingCopy: WritingPrompt = {
  version: 'v1',
  role: 'You write marketing copy that sells by being clear.',
  rules: [
    "Sections: the need, the product's answer to it, 3 reasons to believe, an answer to the usual doubt, the call to act.",
    'Benefits before features. No superlatives that advertising law forbids (最, 第一, best, No. 1).',
  ],
};
