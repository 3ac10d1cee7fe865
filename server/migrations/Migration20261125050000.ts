import { Migration } from '@mikro-orm/migrations'

/** Prices are exported: every day that holds energy is one whose prices no destination has heard of. */
export class Migration20261125050000 extends Migration {
  override up(): void {
    this.addSql(
      `insert into "change_log" ("dataset", "usage_point_id", "date", "revision")
       select 'OFFERS', "usage_point_id", "date", nextval('change_revision')
       from (
         select distinct "usage_point_id", "date" from "change_log"
         where "dataset" in ('CONSUMPTION_DAILY', 'CONSUMPTION_CURVE', 'PRODUCTION_DAILY', 'PRODUCTION_CURVE')
       ) as "days"
       on conflict do nothing`,
    )
    // Where a statistic of Home Assistant begins is no longer told in Wh alone.
    this.addSql(
      `update "export_configs" set "memory" = replace("memory"::text, '"baseWh"', '"base"')::jsonb
       where "memory"::text like '%"baseWh"%'`,
    )
  }
}
