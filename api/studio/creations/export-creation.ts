import { LONGEST_EXPORT } from '../../../domain/creations/export';
import { AppError, invalidField } from '../../../domain/errors';
import { fileNameOf } from '../../../domain/file-name';
import { FileAnswer } from '../../router/call';
import type { StudioHandler } from '../operation';

export const exportCreation: StudioHandler<'exportCreation'> = async (
  { params, query, user, signal },
  { creations, exportArticle },
) => {
  const creation = await creations.get(params.id, user.userId);
  if (!creation) throw new AppError('NOT_FOUND');
  const { title, content } = creation;
  if (content === null || content.trim() === '') {
    throw invalidField('path.id', { zh: '此作品没有可导出的文本', en: 'has no text that could be exported' });
  }
  if (content.length > LONGEST_EXPORT) {
    throw invalidField('path.id', {
      zh: `文本超过 ${LONGEST_EXPORT} 个字符，无法导出`,
      en: `has more than ${LONGEST_EXPORT} characters, which are too many to be exported`,
    });
  }
  const article = { title, markdown: content };
  const asked = { by: user.userId, signal };
  const { bytes, contentType, extension } = await exportArticle(article, query.format, asked);
  const plainName = `creation-${creation.id}`;
  return new FileAnswer(bytes, contentType, `${fileNameOf(title, plainName)}${extension}`, plainName);
};
