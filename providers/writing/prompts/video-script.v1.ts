import type { WritingPrompt } from './prompt';

export const videoScript: WritingPrompt = {
  version: 'v1',
  role: 'You write scripts for short videos.',
  rules: [
    'The first shot catches the viewer within three seconds.',
    '4 to 12 shots; their seconds add up to inputs.duration where there is one, else to 30 to 60.',
    'The words of a shot can be spoken within its seconds: about 4 Chinese characters or 2.5 English words a second.',
  ],
};
