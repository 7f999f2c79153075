import type { Draft } from './draft';

/** Without figures, names or quotations: the demo model knows none. */
export const DRAFTS_EN: Readonly<Record<string, Draft>> = {
  wechat_article: {
    digest:
      'With {t} the hard part is rarely the theory; it is where to begin. Here is a way to begin today.',
    sections: [
      [
        'A day that everybody knows',
        'The plan is made in the morning, and by evening half of it is untouched. That is seldom a lack of effort: what is loud comes before what matters. To get anywhere with {t}, see first where the time goes.\n\nFor one day, write down all that you do, without judging it. In the evening you will know what to change first.',
      ],
      [
        'The few things that matter',
        'Sort what is on your table, with {k} in mind, into what must be done today, what can be planned, and what can be left. Keep the first pile to three.',
      ],
      [
        'From method to habit',
        'Make the first step so small that it needs no will. Tie it to something that you do anyway, and end it with one sentence on what you learned.',
      ],
      ['In the end', '{t} is no sprint but many small choices. Which one will you make first today?'],
    ],
  },
  official_document: {
    digest: 'To all units concerned: on the matter of {t}, the following is to be observed.',
    sections: [
      [
        '1. Purpose',
        'These instructions set out who is responsible for {t}, and by which standard it is measured.',
      ],
      [
        '2. Matters',
        '(1) Tasks: for {k}, list content, standard and date.\n\n(2) Responsibility: each unit names one person.\n\n(3) Cooperation: where several units take part, one of them leads.',
      ],
      [
        '3. Requirements',
        'Each unit makes its plan, reports its progress on time, and raises problems as they appear.',
      ],
      ['4. Effect', 'These instructions take effect on the day of issue.\n\n[Issuer]\n\n[Date]'],
    ],
  },
  academic_paper: {
    digest:
      'Abstract. This paper discusses {t}, clarifies {k}, proposes a frame of analysis and states its limits, as a ground for empirical work.',
    sections: [
      [
        '1 Introduction',
        '{t} has drawn steady attention. Most studies take a single view, and say little of how the factors act on each other [citation needed].',
      ],
      [
        '2 Related work',
        'The literature falls into definitions, factors and effects [citation needed]. The three measure in different ways, so that their results are hard to compare.',
      ],
      [
        '3 Method',
        'A review of the literature is combined with a comparison of cases. Criteria, variables and measures are to be fixed and published before data is collected.',
      ],
      [
        '4 Discussion',
        'What {k} brings about may depend on the setting. It is to be tested whether it remains when settings are held equal.',
      ],
      [
        '5 Conclusion',
        'A frame for {t} was proposed. It has not been tested on data yet, which is the next step.',
      ],
    ],
  },
  marketing_copy: {
    digest: 'All you want is for it to work. {t} keeps the hard part to itself.',
    sections: [
      [
        'Sounds familiar?',
        'You compare, you hesitate, and in the end you make do. The time is gone and the problem is not.',
      ],
      ['Another way', '{t} begins with {k} and takes away the usual trouble first.'],
      [
        'Three reasons',
        '- Clear: every step says what it does and why.\n- Light: it asks you only what is yours to decide.\n- Safe: if it is not for you, give it back.',
      ],
      ['Still in doubt?', 'Start with the smallest piece, and go on if it fits. Try {t} now.'],
    ],
  },
  news_article: {
    digest: 'Progress on {t} was made public, and the work will go on step by step.',
    sections: [
      [
        'What is new',
        'Preparations for {t} are complete and the work has begun, with {k} at its centre. Dates and scope follow with the formal announcement.',
      ],
      [
        'Background',
        'Those involved have discussed the matter over some time. Clear standards and an open process were held to matter more than speed.',
      ],
      [
        'What comes next',
        'Details will be published as planned. Whoever is concerned can follow the progress and make proposals in public.',
      ],
    ],
  },
  story_novel: {
    digest: 'A story about {t}: somebody sets out, somebody waits, and the answer is on the way.',
    sections: [
      [
        '1. Before the rain stopped',
        'The rain fell thick that evening. Lin stood under the eaves with a note in her hand that said {t}. The last bus would leave soon.\n\n"Are you really going?"\n\nShe did not turn round. She opened her umbrella.',
      ],
      [
        '2. On the road',
        'The lamps went by one after the other. She thought of a night like this, when her father had told her of {k}, slowly, as if she might forget.',
      ],
      [
        '3. The door',
        'It was lower than she remembered. She knocked three times. Before the fourth it opened by itself. On the table stood two cups; one was still warm.',
      ],
      [
        '4. Daylight',
        'By daylight the rain was over. She put the note under the cold cup and closed the door softly. Some answers need not be said.',
      ],
    ],
  },
  business_plan: {
    digest: '{t} solves a real problem for people who can be named, in steps that can be checked.',
    sections: [
      [
        '1. The problem',
        'Those we serve spend too much on {k}. Interviews and tests should show how many they are, and how often it hurts.',
      ],
      ['2. The product', '{t} makes the step that matters simple, first for those who need it most.'],
      [
        '3. Market and competition',
        'Estimate the market from public sources and from our own data. Competitors are the same kind, substitutes, and doing nothing.',
      ],
      [
        '4. Business model',
        'Payment by use. Figures to be found: cost of acquisition, margin, retention; none are assumed here.',
      ],
      ['5. Operations and team', 'A small team proves it first, and looks at aims and results each month.'],
      [
        '6. Money and risks',
        'The money goes into product and proof. The risk is demand; the answer is a clear condition to stop.',
      ],
    ],
  },
  work_report: {
    digest:
      'In this period {t} went on as planned; the main tasks advanced, and some matters need a decision.',
    sections: [
      [
        '1. What was done',
        'Aims and roles around {k} were agreed, and followed up each week. Add the figures here.',
      ],
      [
        '2. What is open',
        'Answers between departments come late, and some standards differ, which makes work be done twice.',
      ],
      [
        '3. What was learned',
        'Agree first on what done means, then share out the work. Raise a problem on the day it appears.',
      ],
      [
        '4. What comes next',
        '- Write the standards down; one person owns them.\n- Publish progress weekly.\n- Ask early for what is needed.',
      ],
    ],
  },
  resume: {
    digest: 'Aim: {t}. At home with {k}; finishes what is begun, and breaks large matters into steps.',
    sections: [
      [
        'Experience',
        '[Company], [position], [from – to]\n\n- Led [to be added] and improved how it was done, with the result [to be added].\n- Worked with several departments to deliver [to be added] on time.',
      ],
      [
        'Projects',
        '[Project]\n\n- Took part from the first draft to the launch as [to be added].\n- Wrote down what was learned for the team.',
      ],
      ['Education', '[School], [subject], [degree], [from – to]'],
      ['Skills', '- {k}\n- Writing and speaking\n- [to be added]'],
    ],
  },
  lesson_plan: {
    digest: 'Lesson: {t}. One period of 45 minutes.',
    sections: [
      [
        '1. Aims',
        '- To know what {t} is and what {k} means.\n- To explain it in own words and solve a simple problem.\n- To ask and to work together.',
      ],
      ['2. What matters and what is hard', 'What matters is {k}; what is hard is to see it in daily life.'],
      [
        '3. The course of the lesson',
        '1. Opening (5 min): an example from nearby.\n2. Input (20 min): three steps, each repeated by a pupil.\n3. Practice (12 min): groups with a task sheet.\n4. Close (5 min): the one thing to keep.\n5. Reserve (3 min).',
      ],
      [
        '4. Blackboard and homework',
        'Blackboard: {t}: what, why, how.\n\nHomework: find an example at home and describe it in three sentences.',
      ],
    ],
  },
};
