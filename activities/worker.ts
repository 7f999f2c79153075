import { once } from 'node:events';
import { NativeConnection } from '@temporalio/worker';
import { createClient } from 'redis';
import { deriveKeys } from '../config/keys';
import { createLogger, type Logger } from '../config/logger';
import { loadSettings, SettingsError, type Settings } from '../config/settings';
import { systemClock } from '../domain/clock';
import { openDatabase } from '../domain/db/database';
import { announceOn } from '../domain/jobs/announcements';
import { createArtifacts } from '../domain/jobs/artifacts';
import { createLedger } from '../domain/ledger/ledger';
import { createOrders } from '../domain/orders/orders';
import { createOutbox } from '../domain/outbox';
import { chatModel } from '../providers/llm/configured';
import { connectTemporal, temporalOptions } from '../temporal/client';
import { createActivities } from './create-activities';
import { createWorkerMetrics } from './metrics';
import { observeActivities } from './observer';
import { createOutboxRelay } from './outbox-relay';
import { logThrough } from './runtime-log';
import { createScratch } from './scratch';
import { createStatusServer } from './status-server';
import { createWorkers } from './workers';
import { workflowBundle } from './workflow-bundle';

/** Runs the worker until a signal ends it. Its parts are made in this order and unmade in the opposite one. */
async function main(settings: Settings, logger: Logger): Promise<void> {
  await using parts = new AsyncDisposableStack();
