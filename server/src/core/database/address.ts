import type { ConnectionOptions } from 'node:tls'

import type { ClientConfig } from 'pg'

/** Where a database is and how to enter. */
export interface DatabaseAddress {
  /** A name, an IP address, or the folder of a Unix socket. */
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password?: string
  readonly database: string
  readonly ssl?: ConnectionOptions
}

/** `postgresql://…`, as Env gives it → address. `host`, `user`, `password` and `sslmode` (or asyncpg's `ssl`) may be parameters. */
export function addressOf(databaseUrl: string): DatabaseAddress {
  const url = new URL(databaseUrl)
  const parameters = url.searchParams
  const mode = parameters.get('sslmode') ?? parameters.get('ssl') ?? 'disable'
  const password = decodeURIComponent(url.password) || parameters.get('password')
  return {
    host: parameters.get('host') ?? (decodeURIComponent(url.hostname).replace(/^\[|\]$/g, '') || 'localhost'),
    port: url.port === '' ? 5432 : Number(url.port),
    user: (decodeURIComponent(url.username) || parameters.get('user')) ?? 'postgres',
    ...(password === null ? {} : { password }),
    database: decodeURIComponent(url.pathname.slice(1)),
    ...(['disable', 'allow', 'prefer', 'false'].includes(mode)
      ? {}
      : { ssl: { rejectUnauthorized: mode.startsWith('verify') } }),
  }
}

/** Options for a client of `pg`, for the few sessions that are not MikroORM's. */
export function clientConfigOf(address: DatabaseAddress): ClientConfig {
  return { ...address, connectionTimeoutMillis: 5000, application_name: 'linky-local' }
}

/** MikroORM's share of the same. */
export function ormAddressOf({ database, ssl, ...address }: DatabaseAddress) {
  return {
    ...address,
    dbName: database,
    driverOptions: {
      connectionTimeoutMillis: 5000,
      application_name: 'linky-local',
      ...(ssl === undefined ? {} : { ssl }),
    },
  }
}

/** For a person: no password in it. */
export function describeAddress({ host, port, user, database }: DatabaseAddress): string {
  return host.startsWith('/') ? `${database} in ${host}` : `${user}@${host}:${port}/${database}`
}
