import { Migration } from '@mikro-orm/migrations'

/** Files read in: what was understood of each, and its values until it is applied. */
export class Migration20261125040000 extends Migration {
  override up(): void {
    this.addSql(
      `create table "file_import" ("id" uuid not null default gen_random_uuid(), "file_name" text not null, "bytes" bigint not null, "state" varchar(16) not null, "folder_key" text null, "pdl" varchar(14) null, "report" jsonb null, "contents" jsonb not null default '[]', "totals" jsonb not null default '[]', "revision" bigint null, "problem" jsonb null, "batches" jsonb not null default '[]', "adopted" jsonb not null default '[]', "only_gaps" boolean not null default false, "created_at" timestamptz(3) not null default now(), "applied_at" timestamptz(3) null, "undone_at" timestamptz(3) null, primary key ("id"))`,
    )
    this.addSql(`create index "file_import_created_at_index" on "file_import" ("created_at")`)
    this.addSql(
      `create table "file_import_day" ("file_import_id" uuid not null, "usage_point_id" varchar(14) not null, "dataset" varchar(24) not null, "date" date not null, "part" int not null, "precision_wh" int not null, "slots" text not null, primary key ("file_import_id", "usage_point_id", "dataset", "date", "part"))`,
    )
    this.addSql(
      `alter table "file_import_day" add constraint "file_import_day_file_import_id_foreign" foreign key ("file_import_id") references "file_import" ("id") on delete cascade`,
    )
  }
}
