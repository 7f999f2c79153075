import type { BusinessHead } from './business-head';

/** `{t}` is the topic of the deck, `{e}` the entry of its outline. No figures: the demo model knows none. */
export const BUSINESS_HEADS_EN: readonly BusinessHead[] = [
  {
    match: /compet|rival|alternative|differentiat|versus|\bvs\b/i,
    points: [
      [
        'The field',
        'Choices around {t} fall into three groups: direct peers, substitutes, and doing nothing',
      ],
      ['How we compare', 'Look at completeness, cost of use, speed of delivery and quality of service'],
      ['Where we lead', 'Be clearly better at the step users care about most, not level at every step'],
      ['Where we lag', 'Name each gap with its remedy and a date'],
      ['Our response', 'Hold the core use case, track moves, and refresh this view every quarter'],
    ],
    notes:
      'This slide covers {e}. State the basis of the comparison first, so that it does not look hand-picked, then name the one thing about {t} that is hardest to copy. If asked about gaps, answer with the plan to close them.',
  },
  {
    match: /market|industry|opportunity|landscape/i,
    points: [
      ['Market size', 'Estimate what {t} can reach from two sides: public reports and our own data'],
      [
        'Shifting demand',
        'Buyers move from “it works” to “it saves me effort”, and pay for certain outcomes',
      ],
      ['Growth drivers', 'Mature technology, falling cost and new habits open fresh use cases together'],
      ['Target segment', 'Start where the need is sharpest and the decision chain shortest'],
      ['Timing', 'Supply is not settled yet, so this is the window to become known'],
    ],
    notes:
      'This slide covers {e}. Sketch the market, then explain why we enter through this segment. Quote a source and a year with every figure. The message on {t} is one sentence: large enough, well timed, with a clear way in.',
  },
  {
    match: /pric|packag|\bplans? and fees|subscription/i,
    points: [
      ['Principle', 'Price follows the value a customer gets, not only the cost of serving them'],
      ['Packages', 'Starter, standard and professional: each kind of user has a natural first step'],
      ['Billing', 'Usage is visible, charges are confirmed first, and failed work is free'],
      ['Upgrading', 'As the use of {t} deepens, the gain from the next tier is obvious'],
      ['Review', 'Check {e} against real usage, and tell existing customers before a change'],
    ],
    notes:
      'This slide covers {e}. Give the principle before the figures. Walk one typical customer through a bill, so that everyone sees how {t} is charged, and close on transparency.',
  },
  {
    match: /business model|revenue|monetis|monetiz|unit economics/i,
    points: [
      ['Who pays', 'Be clear who pays for {t}, who uses it, and how the two relate'],
      ['Revenue', 'Subscriptions as the base, usage and services on top'],
      ['Costs', 'Most costs follow usage, and the cost of a unit falls as volume grows'],
      ['Flywheel', 'More use brings better data and word of mouth, which bring more users'],
      ['Health', 'Watch retention, margin and payback rather than sign-ups alone'],
    ],
    notes:
      'This slide covers {e}. Answer three questions: who pays, why, and for how long. Investors will want the unit economics of {t}; an internal audience wants the improvements that can start now.',
  },
  {
    match: /fund|invest|the ask|capital|valuation|raise/i,
    points: [
      ['Purpose', 'Give the next stage of {t} enough time and resources'],
      ['Use of funds', 'Product first, then reach into the market and key hires'],
      ['Milestones', 'Each quarter has a result that can be verified'],
      ['Why us', 'A clear need, a complementary team, a model that repeats'],
      ['Structure', 'A clean cap table leaves room for later partners'],
    ],
    notes:
      'This slide covers {e}. Say what will be achieved before how much it takes. Tie every line of spending to a milestone of {t}, and answer questions on valuation with comparable cases.',
  },
  {
    match: /financ|budget|cost|profit|p&l/i,
    points: [
      ['Overview', 'Income, cost and cash: three lines that sum up {t}'],
      ['Main spending', 'People, infrastructure and marketing, each with an owner'],
      ['Control', 'Review deviations monthly; past a threshold, explain and act at once'],
      ['Assumptions', 'Growth, conversion and price are written down where all can see them'],
      ['Sensitivity', 'Show {e} in a cautious, a base and a bright case'],
    ],
    notes:
      'This slide covers {e}. Listeners look at the result first and at the assumptions next, so keep both on one page. For exact figures on {t}, use the latest report and say how they were counted.',
  },
  {
    match: /team|people|organi[sz]ation|hiring|founder/i,
    points: [
      ['Core members', 'Long first-hand experience in the field of {t}'],
      ['Skills', 'Product, engineering and market cover for one another, with short decision paths'],
      ['Way of working', 'Open goals, a steady rhythm, a weekly review, problems raised the same day'],
      ['Support', 'Advisers and partners check what needs an expert eye'],
      ['Hiring', 'Fill first the roles that matter most to delivery'],
    ],
    notes:
      'This slide covers {e}. Do not read out careers; pick two or three experiences that bear on {t}. Saying who is still missing, and how you will find them, makes the rest believable.',
  },
  {
    match: /risk|challenge|threat|contingen/i,
    points: [
      ['Main risks', 'Ranked by likelihood and impact; begin with the three that matter most to {t}'],
      ['Early signs', 'An observable signal for each, so that trouble is seen early'],
      ['Response', 'Trigger, owner and first step are agreed beforehand'],
      ['Slack', 'Time and budget keep a reserve; the plan is not filled to the brim'],
      ['Review', 'Update the list every two weeks and close what is solved'],
    ],
    notes:
      'This slide covers {e}. Candour about risk is more convincing than a promise that there is none. Link each item to an action, and say what of {t} is safe even in the worst case.',
  },
  {
    match: /roadmap|plan|timeline|milestone|schedule|next step|phase/i,
    points: [
      ['Now', 'Finish the smallest useful scope of {t} and get real feedback soon'],
      ['Next', 'Polish experience and reliability, then repeat what worked in more places'],
      ['Later', 'Build lasting capability that does not hang on a single resource'],
      ['Milestones', 'One verifiable result a phase, with a date and an owner'],
      ['Keeping course', 'A fixed review rhythm, and quick correction when reality differs'],
    ],
    notes:
      'This slide covers {e}. Go through now, next and later, with one message each. When you name a date for {t}, name what it depends on, so that a goal is not heard as a promise.',
  },
  {
    match: /tech|architect|system|engineer|algorithm|infrastructure/i,
    points: [
      ['Structure', 'Clear layers with one duty each, so that every part of {t} can evolve alone'],
      ['Key choices', 'Proven components for common problems; our effort goes to the hard core'],
      ['Reliability', 'Work can be retried without being repeated, and resumes after any crash'],
      ['Scale', 'Bottlenecks are visible, and capacity is added when needed'],
      ['Quality', 'Automated tests and staged releases keep changes small and reversible'],
    ],
    notes:
      'This slide covers {e}. For a general audience, give the benefit first and the mechanism second. If pressed for detail, tell the story of one failure that {t} has survived.',
  },
  {
    match: /feature|function|capabilit|highlight|module/i,
    points: [
      ['Core flow', 'The path people take most through {t} is simple, quick and hard to get wrong'],
      ['Assistance', 'Repetitive work is done for you; people confirm what matters'],
      ['Sharing', 'Results are shared in one step, with clear rights and a history'],
      ['Configuration', 'Useful by default, adjustable to your rules when needed'],
      ['Visibility', 'Progress and results are shown live, so that the effect can be measured'],
    ],
    notes:
      'This slide covers {e}. Show while you tell, with one benefit a feature. Do not list menus; return to the typical use of {t} and let the audience see before and after.',
  },
  {
    match: /customer|user|audience|persona|need/i,
    points: [
      ['Who they are', 'Grouped by purpose rather than age: those who need {t} most'],
      ['The situation', 'When, where, and what sets it off'],
      ['Pains', 'Too many steps, long waits and uncertain results are heard most'],
      ['Hopes', 'Less time, more certainty, and something they can explain to others'],
      ['Evidence', 'Interviews and behaviour confirm each other, and keep this current'],
    ],
    notes:
      'This slide covers {e}. A sentence in a customer’s own words beats any label. Match each pain with what {t} offers, as a bridge to what follows.',
  },
  {
    match: /problem|pain|status quo|current state/i,
    points: [
      ['Today', 'Work around {t} is spread over many steps, joined by hand'],
      ['What hurts', 'It is slow, error-prone and hard to trace'],
      ['What it costs', 'Lost chances and rework outweigh the visible expense'],
      ['Why it persists', 'No shared standard, and feedback that comes too late'],
      ['Where to begin', 'At the step with the largest effect, so that change is seen soon'],
    ],
    notes:
      'This slide covers {e}. Open with one concrete case that people recognise. Keep to facts, blame no one, and lead over to what {t} does about it.',
  },
  {
    match: /solution|approach|strateg|proposal|method/i,
    points: [
      ['Idea', 'Work back from the goal of {t} and take the most influential step first'],
      ['Steps', 'Pilot, refine, roll out: each with its own acceptance test'],
      ['Resources', 'People, budget and partners are settled, so that nothing waits midway'],
      ['Effect', 'Gains in speed are measured, gains in quality can be traced'],
      ['Fallback', 'A second option stands ready should conditions change'],
    ],
    notes:
      'This slide covers {e}. Give the conclusion first and the reasons after it. Explain why this path was chosen, and where {t} needs support most.',
  },
  {
    match: /marketing|promotion|growth|channel|go-to-market|sales|operation/i,
    points: [
      ['Audience', 'Win those first who take to {t} most easily, and let them speak'],
      ['Channels', 'Content, community and partners together, with budget following conversion'],
      ['Rhythm', 'Real cases at a steady pace, built up over time'],
      ['Conversion', 'From seeing to trying to paying, with less friction at each step'],
      ['Measure', 'Judge by retention and referral, not reach alone'],
    ],
    notes:
      'This slide covers {e}. Say what we will not do before what we will. One small channel experiment shows how data decides where {t} invests next.',
  },
  {
    match: /case|success stor|example|in practice|use case/i,
    points: [
      ['Before', 'Pressure on both speed and quality, before {t} came in'],
      ['What was done', 'Begin with one small scenario, get it working in two weeks, then widen'],
      ['After', 'A shorter process, fewer errors, and time for what matters'],
      ['What it took', 'Support from above, prepared data, and the people who do the work'],
      ['Repeatable', 'The same method fits similar teams directly'],
    ],
    notes:
      'This slide covers {e}. Tell one story: before, during, after. Make sure that names and figures may be quoted, and end on how {t} applies to this audience.',
  },
  {
    match: /result|achievement|performance|review|retrospective|metric|data/i,
    points: [
      ['Conclusion', 'The main goals of {t} are on course, and the key results can be checked'],
      ['What worked', 'The few things done right, and why they had effect'],
      ['What did not', 'Where we fell short, and whether method or means was the reason'],
      ['Lessons', 'Turn what works into routine, so that next time does not start from zero'],
      ['Improvements', 'Three changes, each with an owner and a deadline'],
    ],
    notes:
      'This slide covers {e}. Conclusion before process, and both the good and the bad. Have the sources of the figures on {t} at hand.',
  },
  {
    match: /background|context|introduction to|overview|why now/i,
    points: [
      ['The setting', 'Technology and demand change together, which puts {t} on the table'],
      ['Starting point', 'A real problem met in daily work, not a tool in search of one'],
      ['Why now', 'Conditions are ripe, and an early start compounds'],
      ['Scope', 'The essential part today; the rest is for later'],
      ['Aim', 'A shared view of goals and limits'],
    ],
    notes:
      'This slide covers {e}. A minute is enough; leave the detail for later. End on the question that {t} has to answer, which opens the next slide.',
  },
  {
    match: /vision|mission|goal|objective|values|purpose/i,
    points: [
      ['Vision', 'Let {t} create real value for those who use it'],
      ['Goals', 'Few, clear and measurable, and open to being dropped'],
      ['Measure', 'Judge by outcome rather than effort'],
      ['Trade-offs', 'Quality and trust first, speed second'],
      ['Acting together', 'Broken down to each person and aligned regularly'],
    ],
    notes:
      'This slide covers {e}. Speak with some warmth, but land on measures. One sentence should stay with the audience: where {t} is heading.',
  },
  {
    match: /secur|complian|privacy|legal|regulat|governance/i,
    points: [
      ['Principles', 'Collect what is needed, state its use, grant the least right by default'],
      ['Process', 'Key operations of {t} are approved, recorded and traceable'],
      ['Technology', 'Encrypted in transit and at rest, keys kept apart, recovery rehearsed'],
      ['Obligations', 'Check each applicable rule and keep the evidence'],
      ['Improvement', 'Every audit updates the list, and findings are closed in time'],
    ],
    notes:
      'This slide covers {e}. Boundaries first, measures second. On points of law, counsel decides. One everyday example shows how {t} lives up to it.',
  },
  {
    match: /product|introduc|about|what is/i,
    points: [
      ['Position', '{t} solves one frequent and well-defined problem for its users'],
      ['Value', 'Scattered steps come together in one place, with quicker results'],
      ['For whom', 'Start with those who need it most, then widen to neighbouring uses'],
      ['Experience', 'Ready out of the box, with key actions in three steps or fewer'],
      ['Delivery', 'Deployed as needed, kept up to date, and easy to fit into existing work'],
    ],
    notes:
      'This slide covers {e}. Say in one sentence what {t} is, then show with a real situation how it changes what people do. Leave the details for later: here the aim is interest.',
  },
  {
    match: /summary|conclusion|wrap|takeaway|outlook|closing/i,
    points: [
      ['Conclusion', '{t} has a clear direction and a workable path, and deserves focus'],
      ['Three points', 'The key users, the key experience, the key measure'],
      ['Support needed', 'Agreement on resources, and the known obstacles out of the way'],
      ['Next actions', 'Owner, schedule and acceptance are settled within a week'],
    ],
    notes:
      'This slide covers {e}. Bring in nothing new; return to what was said. Close by saying plainly what you want the audience to do about {t}.',
  },
];
