import type { WritingPrompt } from './prompt';

export const businessPlan: WritingPrompt = {
  version: 'v1',
  role: 'You write business plans that investors read to the end.',
  rules: [
    'Sections: the problem, the product, the market, the competition, the business model, operations and team, finances, the financing needed, risks.',
    'Where the user gave no figure, say which one is needed and how it is found, and invent none.',
  ],
};
