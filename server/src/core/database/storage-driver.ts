import { DriverException } from '@mikro-orm/core'
import { PostgreSqlConnection, PostgreSqlDriver } from '@mikro-orm/postgresql'

/** MikroORM lets what its pool says through when a transaction cannot begin or end; a query says it as DriverException. */
class StorageConnection extends PostgreSqlConnection {
  override begin(...options: Parameters<PostgreSqlConnection['begin']>) {
    return super.begin(...options).catch(rethrow)
  }

  override commit(...options: Parameters<PostgreSqlConnection['commit']>) {
    return super.commit(...options).catch(rethrow)
  }
}

function rethrow(error: Error): never {
  throw error instanceof DriverException ? error : new DriverException(error)
}

/** MikroORM's driver, of which everything that the database throws can be told from the rest. */
export class StorageDriver extends PostgreSqlDriver {
  protected override readonly connection = new StorageConnection(this.config)
}
