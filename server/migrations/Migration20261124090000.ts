import { Migration } from '@mikro-orm/migrations'

/** A question that was refused for good is remembered apart from its meter. */
export class Migration20261124090000 extends Migration {
  override up(): void {
    this.addSql(`alter table "gateway_breaker" drop constraint "gateway_breaker_cause_check"`)
    this.addSql(
      `alter table "gateway_breaker" add constraint "gateway_breaker_cause_check" check ("cause" in ('CREDENTIALS', 'CONSENT', 'OUTAGE', 'MALFORMED', 'QUOTA', 'QUESTION'))`,
    )
  }
}
