import type { Conversation } from '../../../domain/conversations/conversations';
import type { Message } from '../../../domain/conversations/message-rows';
import { modelIdOf } from '../../../domain/tasks/model-id';
import { unixSeconds } from '../time';

export function conversationDto({ id, title, taskId, model, createdAt, updatedAt }: Conversation) {
  return {
    id,
    title,
    task_id: taskId,
    model_id: model === null ? null : modelIdOf(model),
    created_at: unixSeconds(createdAt),
    updated_at: unixSeconds(updatedAt),
  };
}

export function messageDto({ id, role, content, turn, createdAt }: Message) {
  return { id, role, content, turn, created_at: unixSeconds(createdAt) };
}
