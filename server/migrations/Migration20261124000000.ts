import { Migration } from '@mikro-orm/migrations'

/** The first tables: readings, absences, meters, Tempo, EcoWatt, runs, calls and settings. */
export class Migration20261124000000 extends Migration {
  override up(): void {
    this.addSql(`create sequence "change_revision"`)
    this.addSql(
      `create table "absence" ("usage_point_id" varchar(14) not null, "dataset" varchar(24) not null, "date" date not null, "reason" varchar(32) not null, "attempts" int not null, "first_asked_at" timestamptz(3) not null, "asked_at" timestamptz(3) not null, "next_try_at" timestamptz(3) null, primary key ("usage_point_id", "dataset", "date"))`,
    )
    this.addSql(`create index "absence_next_try_at_index" on "absence" ("next_try_at")`)
    this.addSql(
      `create table "call_budget" ("utc_day" date not null, "scope" text not null, "cached_used" int not null default 0, "fresh_used" int not null default 0, "cached_limit" int null, "fresh_limit" int null, "cached_said" int null, "fresh_said" int null, "cached_then" int not null default 0, "fresh_then" int not null default 0, primary key ("utc_day", "scope"))`,
    )
    this.addSql(
      `create table "change_log" ("dataset" varchar(24) not null, "usage_point_id" varchar(14) not null, "date" date not null, "revision" bigint not null, "changed_at" timestamptz(3) not null default clock_timestamp(), primary key ("dataset", "usage_point_id", "date"))`,
    )
    this.addSql(`create index "change_log_revision_index" on "change_log" ("revision")`)
    this.addSql(
      `create table "config" ("key" text not null, "value" jsonb not null, "updated_at" timestamptz(3) not null default now(), primary key ("key"))`,
    )
    this.addSql(
      `create table "consumption_load_curve" ("usage_point_id" varchar(14) not null, "start_at" timestamptz(0) not null, "interval_minutes" smallint not null, "power_w" int not null, primary key ("usage_point_id", "start_at"))`,
    )
    this.addSql(
      `alter table "consumption_load_curve" add constraint "consumption_load_curve_check" check (power_w >= 0 and interval_minutes >= 1 and interval_minutes <= 60)`,
    )
    this.addSql(
      `create table "consumption_daily" ("id" uuid not null default gen_random_uuid(), "usage_point_id" varchar(14) not null, "date" date not null, "value_wh" int not null, "quality" varchar(16) not null, "created_at" timestamptz(3) not null default now(), "updated_at" timestamptz(3) not null default now(), primary key ("id"))`,
    )
    this.addSql(
      `alter table "consumption_daily" add constraint "consumption_daily_usage_point_id_date_unique" unique ("usage_point_id", "date")`,
    )
    this.addSql(
      `alter table "consumption_daily" add constraint "consumption_daily_check" check (value_wh >= 0)`,
    )
    this.addSql(
      `create table "production_daily" ("id" uuid not null default gen_random_uuid(), "usage_point_id" varchar(14) not null, "date" date not null, "value_wh" int not null, "quality" varchar(16) not null, "created_at" timestamptz(3) not null default now(), "updated_at" timestamptz(3) not null default now(), primary key ("id"))`,
    )
    this.addSql(
      `alter table "production_daily" add constraint "production_daily_usage_point_id_date_unique" unique ("usage_point_id", "date")`,
    )
    this.addSql(
      `alter table "production_daily" add constraint "production_daily_check" check (value_wh >= 0)`,
    )
    this.addSql(
      `create table "ecowatt_signals" ("id" uuid not null default gen_random_uuid(), "date" date not null, "hour" smallint not null, "level" smallint not null, "message" text null, "day_level" smallint not null, "published_at" timestamptz(3) null, "created_at" timestamptz(3) not null default now(), "updated_at" timestamptz(3) not null default now(), primary key ("id"))`,
    )
    this.addSql(
      `alter table "ecowatt_signals" add constraint "ecowatt_signals_date_hour_unique" unique ("date", "hour")`,
    )
    this.addSql(
      `alter table "ecowatt_signals" add constraint "ecowatt_signals_check" check (hour >= 0 and hour <= 23 and level >= 0 and level <= 3)`,
    )
    this.addSql(
      `create table "export_configs" ("id" uuid not null default gen_random_uuid(), "type" varchar(32) not null, "enabled" boolean not null default false, "config" jsonb not null default '{}', "last_export_at" timestamptz(3) null, "created_at" timestamptz(3) not null default now(), "updated_at" timestamptz(3) not null default now(), primary key ("id"))`,
    )
    this.addSql(
      `create table "export_logs" ("id" uuid not null default gen_random_uuid(), "export_config_id" uuid not null, "status" varchar(16) not null, "records_exported" int not null default 0, "error_message" text null, "started_at" timestamptz(3) not null, "completed_at" timestamptz(3) null, "created_at" timestamptz(3) not null default now(), "updated_at" timestamptz(3) not null default now(), primary key ("id"))`,
    )
    this.addSql(
      `create index "export_logs_export_config_id_started_at_index" on "export_logs" ("export_config_id", "started_at")`,
    )
    this.addSql(
      `create table "gateway_breaker" ("pdl" text not null, "cause" text not null, "code" text not null, "failures" int not null, "opened_at" timestamptz(3) null, "retry_at" timestamptz(3) null, "message" text not null, "detail" text null, "updated_at" timestamptz(3) not null, primary key ("pdl", "cause"))`,
    )
    this.addSql(
      `alter table "gateway_breaker" add constraint "gateway_breaker_cause_check" check ("cause" in ('CREDENTIALS', 'CONSENT', 'OUTAGE', 'MALFORMED', 'QUOTA'))`,
    )
    this.addSql(
      `create table "max_power" ("usage_point_id" varchar(14) not null, "date" date not null, "reached_at" timestamptz(0) not null, "power_va" int not null, "created_at" timestamptz(3) not null default now(), "updated_at" timestamptz(3) not null default now(), primary key ("usage_point_id", "date"))`,
    )
    this.addSql(`alter table "max_power" add constraint "max_power_check" check (power_va >= 0)`)
    this.addSql(
      `create table "production_load_curve" ("usage_point_id" varchar(14) not null, "start_at" timestamptz(0) not null, "interval_minutes" smallint not null, "power_w" int not null, primary key ("usage_point_id", "start_at"))`,
    )
    this.addSql(
      `alter table "production_load_curve" add constraint "production_load_curve_check" check (power_w >= 0 and interval_minutes >= 1 and interval_minutes <= 60)`,
    )
    this.addSql(
      `create table "sync_run" ("id" uuid not null default gen_random_uuid(), "state" varchar(16) not null, "trigger" varchar(16) not null, "started_at" timestamptz(3) not null, "ended_at" timestamptz(3) null, "problem" jsonb null, primary key ("id"))`,
    )
    this.addSql(`create index "sync_run_started_at_index" on "sync_run" ("started_at")`)
    this.addSql(
      `create table "sync_step" ("id" uuid not null default gen_random_uuid(), "run_id" uuid not null, "position" int not null, "dataset" varchar(24) not null, "usage_point_id" varchar(14) null, "from_date" date null, "to_date" date null, "state" varchar(16) not null, "days_wanted" int not null default 0, "days_gained" int not null default 0, "cached_calls" int not null default 0, "fresh_calls" int not null default 0, "rejected_readings" int not null default 0, "problem" jsonb null, primary key ("id"))`,
    )
    this.addSql(`create index "sync_step_run_id_position_index" on "sync_step" ("run_id", "position")`)
    this.addSql(
      `create table "tempo_calendar" ("id" uuid not null default gen_random_uuid(), "date" date not null, "color" varchar(8) not null, "created_at" timestamptz(3) not null default now(), "updated_at" timestamptz(3) not null default now(), primary key ("id"))`,
    )
    this.addSql(`alter table "tempo_calendar" add constraint "tempo_calendar_date_unique" unique ("date")`)
    this.addSql(
      `alter table "tempo_calendar" add constraint "tempo_calendar_check" check (color in ('BLUE', 'WHITE', 'RED'))`,
    )
    this.addSql(
      `create table "tempo_forecast" ("date" date not null, "blue_ratio" double precision not null, "white_ratio" double precision not null, "red_ratio" double precision not null, "confidence" varchar(8) not null, "updated_at" timestamptz(3) not null, primary key ("date"))`,
    )
    this.addSql(
      `create table "usage_point" ("pdl" varchar(14) not null, "gateway_id" varchar(255) null, "name" varchar(255) null, "position" int null, "active" boolean not null default true, "has_consumption" boolean not null default true, "has_production" boolean not null default false, "subscribed_power_kva" int null, "pricing_option" varchar(255) null, "off_peak" jsonb not null default '[]', "activation_date" date null, "linked_production_gateway_id" varchar(255) null, "contract" jsonb null, "contract_read_at" timestamptz(3) null, "address" jsonb null, "address_read_at" timestamptz(3) null, "created_at" timestamptz(3) not null default now(), "updated_at" timestamptz(3) not null default now(), primary key ("pdl"))`,
    )
    this.addSql(
      `alter table "export_logs" add constraint "export_logs_export_config_id_foreign" foreign key ("export_config_id") references "export_configs" ("id") on delete cascade`,
    )
    this.addSql(
      `alter table "sync_step" add constraint "sync_step_run_id_foreign" foreign key ("run_id") references "sync_run" ("id") on delete cascade`,
    )
  }
}
