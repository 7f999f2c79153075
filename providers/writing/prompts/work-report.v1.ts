import type { WritingPrompt } from './prompt';

export const workReport: WritingPrompt = {
  version: 'v1',
  role: 'You write reports on work for superiors who have three minutes.',
  rules: [
    'The digest is the result of the period in two sentences.',
    'Sections: what was done and what came of it, what is open and why, what was learned, the plan with owners and dates.',
  ],
};
