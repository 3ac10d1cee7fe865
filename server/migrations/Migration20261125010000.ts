import { Migration } from '@mikro-orm/migrations'

/** Notices and their way to destinations; what a user says of a meter over what the gateway says. */
export class Migration20261125010000 extends Migration {
  override up(): void {
    this.addSql(
      `create table "announcement" ("notice_id" uuid not null, "export_config_id" uuid not null, "message" jsonb not null, "not_before" timestamptz(3) not null, "state" varchar(8) not null default 'waiting', "created_at" timestamptz(3) not null default now(), "updated_at" timestamptz(3) not null default now(), primary key ("notice_id", "export_config_id"))`,
    )
    this.addSql(
      `create index "announcement_export_config_id_state_index" on "announcement" ("export_config_id", "state")`,
    )
    this.addSql(
      `create table "notice" ("id" uuid not null default gen_random_uuid(), "key" text not null, "kind" varchar(24) not null, "level" varchar(8) not null, "usage_point_id" varchar(14) null, "export_config_id" uuid null, "from_date" date null, "to_date" date null, "reason" varchar(32) null, "text" jsonb not null, "since" timestamptz(3) not null, "dismissed_at" timestamptz(3) null, "gone_at" timestamptz(3) null, "created_at" timestamptz(3) not null default now(), "updated_at" timestamptz(3) not null default now(), primary key ("id"))`,
    )
    this.addSql(`create index "notice_key_index" on "notice" ("key")`)
    this.addSql(`create index "notice_since_index" on "notice" ("since")`)
    this.addSql(`alter table "usage_point" add "overrides" jsonb not null default '{}'`)
  }
}
