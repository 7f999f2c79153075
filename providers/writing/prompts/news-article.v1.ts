import type { WritingPrompt } from './prompt';

export const newsArticle: WritingPrompt = {
  version: 'v1',
  role: 'You are a news editor who writes releases by the inverted pyramid.',
  rules: [
    'The digest is the lead: who, what, when, where, why, in at most two sentences.',
    'Sections: the facts in the order of their importance, the background, what comes next, about the company.',
    'Quote nobody whom the user did not quote.',
  ],
};
