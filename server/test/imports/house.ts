import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

import type { House } from '../house.js'
import { ImportReader } from '../../src/imports/index.js'

/** What the flow of a file needs to know of it. */
export const IMPORT = `
  id fileName state format container pdl namedPdls remarks onlyGaps
  contents { pdl dataset range { from to } stepMinutes values droppedValues energyWh precisionWh
    valueCounts { new differing same conflicting } dayCounts { new differing same conflicting } }
  totals { from to energyWh heldWh } rejected { path rule message } rejectedCounts { rule count }
  problem { code message fields { rule } }`

export interface Counts {
  new: number
  differing: number
  same: number
  conflicting: number
}

export interface Imported {
  id: string
  fileName: string
  state: string
  format: string | null
  container: string | null
  pdl: string | null
  namedPdls: string[]
  remarks: string[]
  contents: {
    pdl: string | null
    dataset: string
    range: { from: string; to: string }
    stepMinutes: number[]
    values: number
    energyWh: number | null
    valueCounts: Counts | null
    dayCounts: Counts | null
  }[]
  totals: { from: string; to: string; energyWh: number; heldWh: number | null }[]
  rejected: { path: string; rule: string; message: string }[]
  problem: { code: string; message: string; fields: { rule: string }[] } | null
}

type Told = Imported & { code?: string; message?: string }

/** The product's own door for files, as a script or the page uses it. */
export function importsOf(house: House) {
  const look = async (id: string) =>
    (
      await house.ask<{ fileImport: Imported | null }>(
        `query ($id: ID!) { fileImport(id: $id) { ${IMPORT} } }`,
        { id },
      )
    ).fileImport
  const act = async (call: string, variables: Record<string, unknown>, types: string) =>
    (
      await house.ask<{ done: Told }>(
        `mutation (${types}) { done: ${call} { ... on FileImport { ${IMPORT} } ... on Problem { code message } } }`,
        variables,
      )
    ).done
  return {
    look,
    async post(content: Uint8Array | string, fileName: string): Promise<Response> {
      return fetch(`${house.origin}/api/imports?fileName=${encodeURIComponent(fileName)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: content as string,
      })
    },
    /** Sent and read. */
    async send(content: Uint8Array | string, fileName: string): Promise<Imported> {
      const response = await this.post(content, fileName)
      const { id } = (await response.json()) as { id: string }
      await house.app.get(ImportReader).idle()
      const file = await look(id)
      if (!file) throw new Error(`The import of ${fileName} is gone.`)
      return file
    },
    sendPath(path: string): Promise<Imported> {
      return this.send(readFileSync(path), basename(path))
    },
    preview: (id: string, pdl: string) =>
      act('previewImport(id: $id, pdl: $pdl)', { id, pdl }, '$id: ID!, $pdl: ID!'),
    apply: (id: string, { pdl, onlyGaps = false }: { pdl?: string; onlyGaps?: boolean } = {}) =>
      act(
        'applyImport(id: $id, pdl: $pdl, onlyGaps: $onlyGaps)',
        { id, pdl, onlyGaps },
        '$id: ID!, $pdl: ID, $onlyGaps: Boolean!',
      ),
    undo: (id: string) => act('undoImport(id: $id)', { id }, '$id: ID!'),
    forget: (id: string) => house.ask('mutation ($id: ID!) { deleteImport(id: $id) }', { id }),
  }
}
