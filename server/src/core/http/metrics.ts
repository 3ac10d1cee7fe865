import { Injectable, Module } from '@nestjs/common'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** What `GET /metrics` shows. Names begin with `linky_`; labels hold few values, never a meter's number. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry()

  readonly httpSeconds = new Histogram({
    name: 'linky_http_request_seconds',
    help: 'Time to answer an HTTP request.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [this.registry],
  })
  readonly graphqlSeconds = new Histogram({
    name: 'linky_graphql_operation_seconds',
    help: 'Time to answer a GraphQL query or mutation.',
    labelNames: ['operation', 'outcome'],
    buckets: SECONDS,
    registers: [this.registry],
  })
  readonly gatewayCalls = this.counter(
    'linky_gateway_calls_total',
    'Calls to the gateway, by daily counter and outcome.',
    ['counter', 'outcome'],
  )
  readonly readingsMerged = this.counter(
    'linky_readings_merged_total',
    'Readings written because they were new or changed.',
    ['dataset'],
  )
  readonly syncRuns = this.counter('linky_sync_runs_total', 'Sync runs, by the state they ended in.', [
    'state',
  ])

  constructor() {
    collectDefaultMetrics({ register: this.registry })
  }

  counter<L extends string>(name: string, help: string, labelNames: readonly L[]): Counter<L> {
    return new Counter({ name, help, labelNames, registers: [this.registry] })
  }

  /** @param read called at each look, so that the value is never older than the page. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      async collect() {
        this.set(await read())
      },
    })
  }

  /** Text of the page and its content type. */
  async page(): Promise<{ type: string; text: string }> {
    return { type: this.registry.contentType, text: await this.registry.metrics() }
  }
}

@Module({ providers: [Metrics], exports: [Metrics] })
export class MetricsModule {}
