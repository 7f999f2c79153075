import type { WritingToolType } from '../../../domain/writing/tools';
import { academicPaper } from './academic-paper.v1';
import { businessPlan } from './business-plan.v1';
import { contentRewrite } from './content-rewrite.v1';
import { lessonPlan } from './lesson-plan.v1';
import { marketingCopy } from './marketing-copy.v1';
import { newsArticle } from './news-article.v1';
import { officialDocument } from './official-document.v1';
import { resume } from './resume.v1';
import { storyNovel } from './story-novel.v1';
import { translation } from './translation.v1';
import { videoScript } from './video-script.v1';
import { wechatArticle } from './wechat-article.v1';
import { workReport } from './work-report.v1';
import { xiaohongshuNote } from './xiaohongshu-note.v1';
import type { WritingPrompt } from './prompt';

/** The prompt of each tool, in the version that is used for new work. */
export const PROMPTS: Readonly<Record<WritingToolType, WritingPrompt>> = {
  wechat_article: wechatArticle,
  xiaohongshu_note: xiaohongshuNote,
  official_document: officialDocument,
  academic_paper: academicPaper,
  marketing_copy: marketingCopy,
  news_article: newsArticle,
  video_script: videoScript,
  story_novel: storyNovel,
  business_plan: businessPlan,
  work_report: workReport,
  resume,
  lesson_plan: lessonPlan,
  content_rewrite: contentRewrite,
  translation,
};
