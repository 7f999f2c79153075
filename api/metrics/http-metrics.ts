import { Gauge, Histogram, type Registry } from 'prom-client';

export interface HttpMetrics {
  begun(): void;
  ended(request: {
    readonly operation: string | undefined;
    readonly method: string;
    readonly status: number;
    readonly milliseconds: number;
  }): void;
}

/** How long requests take and how many are open, by operation: few names, so that the series stay few. */
export function createHttpMetrics(registry: Registry): HttpMetrics {
  const duration = new Histogram({
    name: 'taskloom_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer.',
    labelNames: ['operation', 'method', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers: [registry],
  });
  const open = new Gauge({
    name: 'taskloom_http_requests_in_flight',
    help: 'Requests that have not been answered to their end, streams included.',
    registers: [registry],
  });

  return {
    begun: () => open.inc(),
    ended({ operation = 'other', method, status, milliseconds }) {
      open.dec();
      duration.observe({ operation, method, status }, milliseconds / 1000);
    },
  };
}
