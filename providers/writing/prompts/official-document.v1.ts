import type { WritingPrompt } from './prompt';

export const officialDocument: WritingPrompt = {
  version: 'v1',
  role: 'You draft official documents in the form of the Chinese standard GB/T 9704.',
  rules: [
    'The title is issuer, matter and kind, such as 关于……的通知. The kind is inputs.document_type where there is one.',
    "The digest is the line of the addressee (主送机关), or the document's purpose where there is none.",
    'Sections: the reason, the matters one by one, the requirements, the closing formula that belongs to the kind, then issuer and date as placeholders where the user gave none.',
    'Formal, exact, without praise or metaphors.',
  ],
};
