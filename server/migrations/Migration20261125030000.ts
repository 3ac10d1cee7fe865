import { Migration } from '@mikro-orm/migrations'

/** Layers: values of files and hands above those of the gateway, what they cover, and the journal of corrections. */
export class Migration20261125030000 extends Migration {
  override up(): void {
    this.addSql(
      `create table "correction" ("id" uuid not null default gen_random_uuid(), "usage_point_id" varchar(14) not null, "dataset" varchar(24) not null, "from_date" date not null, "to_date" date not null, "value_count" int not null, "difference_wh" double precision not null, "note" text null, "batch_id" int null, "created_at" timestamptz(3) not null, "undone_at" timestamptz(3) null, primary key ("id"))`,
    )
    this.addSql(`create index "correction_created_at_index" on "correction" ("created_at")`)
    this.addSql(
      `create table "curve_beneath" ("usage_point_id" varchar(14) not null, "dataset" varchar(24) not null, "start_at" timestamptz(0) not null, "batch_id" int not null, "layer" smallint not null, "in_force" boolean not null default false, "interval_minutes" smallint not null, "power_w" int null, primary key ("usage_point_id", "dataset", "start_at", "batch_id"))`,
    )
    this.addSql(
      `create table "daily_beneath" ("usage_point_id" varchar(14) not null, "dataset" varchar(24) not null, "date" date not null, "batch_id" int not null, "layer" smallint not null, "in_force" boolean not null default false, "value" int null, "reached_at" timestamptz(0) null, "written_at" timestamptz(3) not null, primary key ("usage_point_id", "dataset", "date", "batch_id"))`,
    )
    this.addSql(
      `create index "curve_beneath_in_force" on "curve_beneath" ("usage_point_id", "dataset", "start_at") where in_force`,
    )
    this.addSql(
      `create index "daily_beneath_in_force" on "daily_beneath" ("usage_point_id", "dataset", "date") where in_force`,
    )
    this.addSql(
      `create table "reading_batch" ("id" serial primary key, "layer" smallint not null, "usage_point_id" varchar(14) not null, "created_at" timestamptz(3) not null default now())`,
    )
    this.addSql(`create index "reading_batch_usage_point_id_index" on "reading_batch" ("usage_point_id")`)
    this.addSql(
      `create table "reading_batch_span" ("batch_id" int not null, "dataset" varchar(24) not null, "usage_point_id" varchar(14) not null, "from_date" date not null, "to_date" date not null, primary key ("batch_id", "dataset"))`,
    )
    this.addSql(
      `create index "reading_batch_span_usage_point_id_dataset_index" on "reading_batch_span" ("usage_point_id", "dataset")`,
    )
    this.addSql(
      `create table "solar_load_curve" ("usage_point_id" varchar(14) not null, "start_at" timestamptz(0) not null, "interval_minutes" smallint not null, "power_w" int not null, "layer" smallint null, "batch_id" int null, primary key ("usage_point_id", "start_at"))`,
    )
    this.addSql(`alter table "consumption_load_curve" add "layer" smallint null, add "batch_id" int null`)
    this.addSql(`alter table "production_load_curve" add "layer" smallint null, add "batch_id" int null`)
    this.addSql(`alter table "consumption_daily" add "layer" smallint null, add "batch_id" int null`)
    this.addSql(`alter table "production_daily" add "layer" smallint null, add "batch_id" int null`)
    this.addSql(`alter table "max_power" add "layer" smallint null, add "batch_id" int null`)
    this.addSql(
      `alter table "reading_batch_span" add constraint "reading_batch_span_batch_id_foreign" foreign key ("batch_id") references "reading_batch" ("id") on delete cascade`,
    )
    this.addSql(
      `alter table "solar_load_curve" add constraint "solar_load_curve_check" check (power_w >= 0 and interval_minutes >= 1 and interval_minutes <= 60)`,
    )
  }
}
