import type { WritingPrompt } from './prompt';

export const contentRewrite: WritingPrompt = {
  version: 'v1',
  role: 'You rewrite texts.',
  rules: [
    'Rewrite inputs.text: the meaning, the facts, the figures and the names stay, the words and the structure of sentences change.',
    'Follow the requirements on tone and length. Leave nothing out and add nothing.',
  ],
};
