import type { WritingInput, WritingTool } from './tool';

const short = (name: string, zh: string, en: string): WritingInput => ({
  name,
  label: { zh, en },
  maxLength: 200,
});
const long = (name: string, zh: string, en: string): WritingInput => ({
  name,
  label: { zh, en },
  maxLength: 5_000,
});
const source = (zh: string, en: string): WritingInput => ({
  name: 'text',
  label: { zh, en },
  maxLength: 20_000,
  isSource: true,
});

const AUDIENCE = short('audience', '目标读者', 'Whom it is for');
const TONE = short('tone', '语气风格', 'The tone');

/** What users can have written, by the names that the studio's API gives them. */
export const WRITING_TOOLS = {
  wechat_article: {
    name: { zh: '公众号文章', en: 'WeChat article' },
    description: { zh: '生成适合微信公众号的文章', en: 'An article for a WeChat official account' },
    form: 'article',
    weight: 1n,
    inputs: [AUDIENCE, TONE],
  },
  xiaohongshu_note: {
    name: { zh: '小红书笔记', en: 'Xiaohongshu note' },
    description: { zh: '生成有标题、正文和话题的小红书笔记', en: 'A note with a title, a text and tags' },
    form: 'note',
    weight: 1n,
    inputs: [AUDIENCE, TONE],
  },
  official_document: {
    name: { zh: '公文写作', en: 'Official document' },
    description: {
      zh: '按公文格式生成通知、请示、报告、函等',
      en: 'A notice, request, report or letter in due form',
    },
    form: 'article',
    weight: 1n,
    inputs: [
      short('document_type', '文种', 'The kind of document'),
      short('issuer', '发文机关', 'Who issues it'),
      short('recipient', '主送机关', 'Whom it is addressed to'),
    ],
  },
  academic_paper: {
    name: { zh: '论文写作', en: 'Academic paper' },
    description: {
      zh: '生成含摘要、引言、方法、讨论和结论的论文初稿',
      en: 'A first draft from abstract to conclusion',
    },
    form: 'article',
    weight: 2n,
    inputs: [
      short('discipline', '学科', 'The discipline'),
      long('materials', '已有材料', 'What there is already'),
    ],
  },
  marketing_copy: {
    name: { zh: '营销文案', en: 'Marketing copy' },
    description: {
      zh: '生成突出卖点、引导行动的营销文案',
      en: 'Copy that shows the benefits and calls to act',
    },
    form: 'article',
    weight: 1n,
    inputs: [
      short('product', '产品', 'The product'),
      AUDIENCE,
      short('channel', '投放渠道', 'Where it appears'),
    ],
  },
  news_article: {
    name: { zh: '新闻稿/软文', en: 'News release' },
    description: {
      zh: '按倒金字塔结构生成新闻稿或软文',
      en: 'A release that says the most important thing first',
    },
    form: 'article',
    weight: 1n,
    inputs: [long('facts', '新闻事实', 'The facts'), short('angle', '报道角度', 'The angle')],
  },
  video_script: {
    name: { zh: '短视频脚本', en: 'Short video script' },
    description: { zh: '生成分镜脚本，含画面、旁白和时长', en: 'Shots with picture, words and seconds' },
    form: 'script',
    weight: 1n,
    inputs: [short('duration', '总时长（秒）', 'Seconds in all'), TONE],
  },
  story_novel: {
    name: { zh: '故事/小说', en: 'Story' },
    description: { zh: '生成有人物、冲突和结局的故事', en: 'A story with people, a conflict and an end' },
    form: 'article',
    weight: 2n,
    inputs: [short('genre', '题材', 'The genre'), long('characters', '人物设定', 'The characters')],
  },
  business_plan: {
    name: { zh: '商业计划书', en: 'Business plan' },
    description: {
      zh: '生成含市场、产品、运营和财务的商业计划书',
      en: 'A plan of market, product, operations and money',
    },
    form: 'article',
    weight: 2n,
    inputs: [short('industry', '行业', 'The industry'), short('stage', '项目阶段', 'The stage')],
  },
  work_report: {
    name: { zh: '工作报告', en: 'Work report' },
    description: {
      zh: '生成总结成果、问题和计划的工作报告',
      en: 'What was done, what is open, what comes next',
    },
    form: 'article',
    weight: 1n,
    inputs: [short('period', '报告期', 'The period'), long('achievements', '主要工作', 'What was done')],
  },
  resume: {
    name: { zh: '简历/求职信', en: 'Résumé' },
    description: { zh: '根据经历生成简历或求职信', en: 'A résumé or a letter of application' },
    form: 'article',
    weight: 1n,
    inputs: [
      short('position', '应聘职位', 'The position'),
      long('experience', '工作经历', 'The experience'),
      long('education', '教育背景', 'The education'),
    ],
  },
  lesson_plan: {
    name: { zh: '教案/课件', en: 'Lesson plan' },
    description: { zh: '生成含目标、过程和作业的教案', en: 'Aims, steps and homework of a lesson' },
    form: 'article',
    weight: 1n,
    inputs: [short('subject', '学科', 'The subject'), short('grade', '年级', 'The grade')],
  },
  content_rewrite: {
    name: { zh: '内容改写', en: 'Rewriting' },
    description: { zh: '按要求改写已有内容，意思不变', en: 'The same content in other words' },
    form: 'text',
    weight: 1n,
    inputs: [source('原文', 'The text'), TONE],
  },
  translation: {
    name: { zh: '多语言翻译', en: 'Translation' },
    description: { zh: '把文本翻译成指定语言', en: 'A text in another language' },
    form: 'text',
    weight: 1n,
    inputs: [
      source('原文', 'The text'),
      short('target_language', '目标语言', 'The language to translate into'),
    ],
  },
} as const satisfies Readonly<Record<string, WritingTool>>;

export type WritingToolType = keyof typeof WRITING_TOOLS;

/** Whether there is such a tool: of the table's own, so that `constructor` is none. */
export function isWritingTool(type: string): type is WritingToolType {
  return Object.hasOwn(WRITING_TOOLS, type);
}
