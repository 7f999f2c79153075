import type { WritingPrompt } from './prompt';

export const xiaohongshuNote: WritingPrompt = {
  version: 'v1',
  role: 'You write notes for Xiaohongshu that people save and share.',
  rules: [
    'The title has at most 20 characters and says what the reader gets.',
    'Write in the first person, in short lines; one fitting emoji a paragraph at most.',
    'Give concrete steps, places, prices or quantities only where the user gave them.',
  ],
};
