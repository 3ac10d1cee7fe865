import { buildSchema, parse } from 'graphql'
import type { GraphQLObjectType } from 'graphql'
import { fieldExtensionsEstimator, getComplexity } from 'graphql-query-complexity'
import { describe, expect, it } from 'vitest'

import type { Day } from '../time/paris.js'
import { counted, perDay, perItem, pointsOf, usualCost } from './cost.js'

const schema = buildSchema(`
  enum Period { YESTERDAY LAST_30_DAYS THIS_YEAR ALL }
  enum Granularity { DAY MONTH }
  type Query {
    consumption(from: String, to: String, period: Period, granularity: Granularity = DAY): Series
    coverage(period: Period): [Point]
    runs(limit: Int): [Point]
    point: Point
  }
  type Series { total: Point, points: [Point], comparison: Series }
  type Point { wh: Int, watts: [Int], coverage: Point, missing: [Point] }
`)
const estimates = {
  Query: { consumption: perDay(), coverage: perDay(), runs: perItem() },
  Series: { points: counted },
}
for (const [type, fields] of Object.entries(estimates)) {
  for (const [field, complexity] of Object.entries(fields)) {
    const definition = (schema.getType(type) as GraphQLObjectType).getFields()[field]
    if (definition) definition.extensions = { complexity }
  }
}
const costOf = (query: string) =>
  getComplexity({ schema, query: parse(query), estimators: [fieldExtensionsEstimator(), usualCost] })

describe('cost of an answer, in objects', () => {
  it('counts points once per day or per step, the rest once', () => {
    expect(costOf('{ consumption(period: ALL) { total { wh } } }')).toBe(2)
    expect(costOf('{ consumption(period: LAST_30_DAYS) { points { wh } } }')).toBe(1 + 30)
    expect(
      costOf('{ consumption(period: LAST_30_DAYS) { total { wh } points { wh coverage { wh } } } }'),
    ).toBe(2 + 60)
    expect(costOf('{ consumption(period: THIS_YEAR, granularity: MONTH) { points { wh } } }')).toBe(1 + 13)
    expect(costOf('{ consumption(from: "2026-01-01", to: "2026-01-11") { points { wh } } }')).toBe(1 + 10)
  })

  it('counts the points of a comparison too', () => {
    const query = '{ consumption(period: LAST_30_DAYS) { points { wh } comparison { points { wh } } } }'
    expect(costOf(query)).toBe(2 + 60)
  })

  it('counts lists by their range, their limit, or ten; a column as one', () => {
    expect(costOf('{ coverage(period: LAST_30_DAYS) { wh } }')).toBe(30)
    expect(costOf('{ runs(limit: 200) { missing { wh } } }')).toBe(200 * 11)
    expect(costOf('{ runs { wh } }')).toBe(10)
    expect(costOf('{ point { watts } }')).toBe(2)
  })

  it('never takes an empty or reversed range for nothing', () => {
    const today = '2026-06-01' as Day
    expect(pointsOf({ from: '2026-06-10' as Day }, today)).toBe(1)
    expect(pointsOf({}, today, 30)).toBe(30)
  })
})
