import { Migration } from '@mikro-orm/migrations'

/** Proposals to the community: drafts, and what became of those that were sent. */
export class Migration20261125020000 extends Migration {
  override up(): void {
    this.addSql(
      `create table "contribution" ("id" uuid not null default gen_random_uuid(), "gateway_id" text null, "state" varchar(16) not null, "proposal" jsonb not null, "problem" jsonb null, "messages" jsonb not null default '[]', "unread" boolean not null default false, "doubt_at" timestamptz(3) null, "created_at" timestamptz(3) not null default now(), "updated_at" timestamptz(3) not null default now(), primary key ("id"))`,
    )
    this.addSql(
      `alter table "contribution" add constraint "contribution_gateway_id_unique" unique ("gateway_id")`,
    )
  }
}
