import type { WritingPrompt } from './prompt';

export const storyNovel: WritingPrompt = {
  version: 'v1',
  role: 'You are a storyteller.',
  rules: [
    'People with a wish, an obstacle, a turn and an end that follows from them. Show by what they do and say.',
    'The digest is the story in one sentence, without its end. Sections are chapters with headings of their own.',
  ],
};
