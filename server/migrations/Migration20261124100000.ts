import { Migration } from '@mikro-orm/migrations'

/** Exports: how a destination is reached, what it holds of each day, and what each run did. */
export class Migration20261124100000 extends Migration {
  override up(): void {
    this.addSql(
      `alter table "export_configs" add column "name" text not null default '', add column "on_change" boolean not null default true, add column "every_ms" bigint null, add column "cron" text null, add column "pdls" jsonb not null default '[]', add column "datasets" jsonb not null default '[]', add column "secrets" jsonb not null default '{}', add column "memory" jsonb not null default '{}', add column "fingerprint" jsonb null, add column "failures" int not null default 0, add column "retry_at" timestamptz(3) null, add column "problem" jsonb null, add column "last_tried_at" timestamptz(3) null`,
    )
    this.addSql(`alter table "export_configs" alter column "name" drop default`)
    this.addSql(`alter table "export_logs" drop constraint "export_logs_export_config_id_foreign"`)
    this.addSql(
      `alter table "export_logs" alter column "export_config_id" drop not null, alter column "status" drop not null, add column "action" varchar(16) not null default 'SEND', add column "trigger" varchar(16) not null default 'MANUAL', add column "state" varchar(16) not null default 'COMPLETE', add column "problem" jsonb null, add column "differences" jsonb not null default '[]', add column "log" jsonb not null default '[]', add column "duration_ms" bigint null`,
    )
    this.addSql(
      `alter table "export_logs" alter column "action" drop default, alter column "trigger" drop default, alter column "state" drop default`,
    )
    this.addSql(`create index "export_logs_started_at_index" on "export_logs" ("started_at")`)
    this.addSql(
      `alter table "export_logs" add constraint "export_logs_export_config_id_foreign" foreign key ("export_config_id") references "export_configs" ("id") on delete set null`,
    )
    this.addSql(
      `create table "export_sent" ("export_config_id" uuid not null, "dataset" varchar(24) not null, "usage_point_id" varchar(14) not null, "date" date not null, "revision" bigint not null, "state" varchar(8) not null, "at" timestamptz(3) not null, primary key ("export_config_id", "dataset", "usage_point_id", "date"))`,
    )
    this.addSql(
      `alter table "export_sent" add constraint "export_sent_export_config_id_foreign" foreign key ("export_config_id") references "export_configs" ("id") on delete cascade`,
    )
  }
}
