import { defineQuery, setCurrentDetails, setHandler, upsertSearchAttributes } from '@temporalio/workflow';
import { DETAILS_QUERY, SEARCH_ATTRIBUTES, type WorkflowDetails } from './contract';

export interface Report {
  /** What the workflow does now, and how far it is (percent). */
  step(step: string, percent: number): void;
  /** A new state, for the details and for the search attribute that operators filter by. */
  state(state: string): void;
}

/** Lets operators see into a workflow: it answers the details query, and keeps its state searchable. */
export function reportOn(kind: string, id: string): Report {
  let details: WorkflowDetails = { kind, id, state: 'running', step: 'starting', percent: 0 };
  setHandler(defineQuery<WorkflowDetails>(DETAILS_QUERY), () => details);
  return {
    step(step, percent) {
      details = { ...details, step, percent };
      setCurrentDetails(`${step} (${percent} %)`);
    },
    state(state) {
      details = { ...details, state };
      upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.state, value: state }]);
    },
  };
}
