import { Args, ID, Resolver, Subscription } from '@nestjs/graphql'

import type { Dataset } from '../core/index.js'
import { DatasetEnum, daysOf, EventBus, eventStream, itself, rangesOf } from '../core/index.js'
import { ReadingsChanged } from './readings.types.js'

@Resolver()
export class ReadingsChangedResolver {
  constructor(private readonly bus: EventBus) {}

  @Subscription(() => ReadingsChanged, {
    resolve: itself,
    description: 'Data changed; an identical answer announces nothing.',
  })
  readingsChanged(
    @Args('pdl', { type: () => ID, nullable: true, description: 'One meter; left out = all.' }) pdl?: string,
    @Args('datasets', { type: () => [DatasetEnum], nullable: true, description: 'Left out = all.' })
    datasets?: Dataset[],
  ): AsyncIterableIterator<ReadingsChanged> {
    return eventStream(this.bus, 'ReadingsMerged', {
      filter: (event) =>
        (pdl === undefined || event.pdl === null || event.pdl === pdl) &&
        (datasets === undefined || datasets.includes(event.dataset)),
      key: (event) => `${event.pdl ?? ''}/${event.dataset}`,
      merge: (older, newer) => ({
        ...newer,
        ranges: rangesOf([...older.ranges, ...newer.ranges].flatMap(daysOf)),
      }),
      map: ({ pdl: meter, dataset, ranges }) => ({
        pdl: meter,
        dataset,
        ranges: ranges.map((range) => ({ ...range })),
      }),
    })
  }
}
