import { once } from 'node:events'
import type { AddressInfo, Server, Socket } from 'node:net'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'

import type { DatabaseAddress } from '../src/core/index.js'

/** The way to a database, over a TCP port of its own that can be shut and opened again. */
export interface DatabaseDoor {
  /** DATABASE_URL that leads through it, with a password in it. */
  readonly url: string
  readonly password: string
  open(): Promise<void>
  /** Cuts who is inside, and refuses who comes. */
  shut(): Promise<void>
}

/** Shut at first. */
export async function doorTo(address: DatabaseAddress): Promise<DatabaseDoor> {
  const inside = new Set<Socket>()
  const port = await freePort()
  let server: Server | undefined
  const enter = (visitor: Socket) => {
    const database = address.host.startsWith('/')
      ? connect(join(address.host, `.s.PGSQL.${address.port}`))
      : connect(address.port, address.host)
    for (const [one, other] of [
      [visitor, database],
      [database, visitor],
    ] as const) {
      inside.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => inside.delete(one))
    }
  }
  const password = address.password ?? 'hunter22'
  return {
    url: `postgresql+asyncpg://${address.user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${address.database}`,
    password,
    async open() {
      server = createServer(enter).listen(port, '127.0.0.1')
      await once(server, 'listening')
    },
    async shut() {
      if (!server?.listening) return
      server.close()
      for (const socket of inside) socket.destroy()
      await once(server, 'close')
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
