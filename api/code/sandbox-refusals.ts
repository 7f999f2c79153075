import type { Language } from '../router/language';

/** Why a sandbox refused something, where its word for that is one of these. What else it says is for the log. */
export const SANDBOX_REFUSALS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  denied: { zh: '沙箱内不允许这样做', en: 'This is not permitted in the sandbox' },
  full: { zh: '沙箱的磁盘已满', en: "The sandbox's disk is full" },
  conflict: { zh: '该路径上的内容不能这样使用', en: 'What is at this path cannot be used like that' },
  not_a_file: { zh: '该路径不是文件', en: 'There is no file at this path' },
  too_large: { zh: '超过大小上限', en: 'It is too large' },
  too_many: { zh: '终端数量已达上限', en: 'There are as many terminals as may be' },
  invalid: { zh: '沙箱内没有这样的名称', en: 'There are no such names in the sandbox' },
};
