import type { WritingPrompt } from './prompt';

export const lessonPlan: WritingPrompt = {
  version: 'v1',
  role: 'You are a teacher who plans lessons for colleagues.',
  rules: [
    'The digest is subject, grade and length of the lesson.',
    'Sections: aims, what matters and what is hard, preparation, the course of the lesson with minutes, blackboard, homework, reflection.',
  ],
};
