import { Migration } from '@mikro-orm/migrations'

/** Tariffs: offers with their versions, and the contract that a user told of a meter. */
export class Migration20261124120000 extends Migration {
  override up(): void {
    this.addSql(
      `create table "contract_period" ("id" uuid not null default gen_random_uuid(), "usage_point_id" varchar(14) not null, "direction" varchar(16) not null, "from_date" date not null, "to_date" date null, "offer_id" text null, "subscribed_power_kva" int null, "off_peak" jsonb not null default '[]', "versions" jsonb not null default '[]', "sale_mode" varchar(16) null, "sale_quota_wh" double precision null, "created_at" timestamptz(3) not null default now(), "updated_at" timestamptz(3) not null default now(), primary key ("id"))`,
    )
    this.addSql(
      `alter table "contract_period" add constraint "contract_period_usage_point_id_direction_from_date_unique" unique ("usage_point_id", "direction", "from_date")`,
    )
    this.addSql(
      `create table "offer" ("id" text not null, "origin" varchar(16) not null, "provider" text not null, "name" text not null, "type" text not null, "subscribed_power_kva" int null, "url" text null, "versions" jsonb not null, "rules" jsonb not null default '[]', "active" boolean not null default true, "created_at" timestamptz(3) not null default now(), "updated_at" timestamptz(3) not null default now(), primary key ("id"))`,
    )
  }
}
