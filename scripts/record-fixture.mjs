// Asks the gateway one question and keeps the answer as a fixture, without anything that tells who was asked.
// npm run fixture -- october-dst "/enedis/consumption/detail/batch/01234567890123?start=2026-10-25&end=2026-10-26"
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const personal =
  /^(name|email|phone|firstname|lastname|street|locality|postal_code|insee_code|city|latitude|longitude|altitude|customer_id|client_id|access_token|client_secret)$/

const [story, path] = process.argv.slice(2)
if (!/^[a-z0-9-]+$/.test(story ?? '') || !path?.startsWith('/')) {
  console.error('Say a story and a path: npm run fixture -- token-expired "/accounts/me"')
  process.exit(1)
}
if (existsSync('.env')) process.loadEnvFile('.env')
const { MED_API_URL = 'https://www.v2.myelectricaldata.fr/api', MED_CLIENT_SECRET } = process.env
if (!MED_CLIENT_SECRET) {
  console.error('Set MED_CLIENT_SECRET.')
  process.exit(1)
}

const response = await fetch(`${MED_API_URL}${path}`, {
  headers: { authorization: `Bearer ${MED_CLIENT_SECRET}` },
})
const text = await response.text()
const file = join(root, 'server', 'src', 'gateway', 'fixtures', `${story}.json`)
await writeFile(file, `${JSON.stringify(anonymous(JSON.parse(text)), null, 2)}\n`)
console.log(`HTTP ${response.status} → ${file}. Read it before you commit it.`)

/** Same shape; meters get made-up numbers, ids zeros, persons and places a placeholder. */
function anonymous(value, key = '', meters = new Map()) {
  if (Array.isArray(value)) return value.map((item) => anonymous(item, key, meters))
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, anonymous(item, name, meters)]),
    )
  }
  if (typeof value !== 'string') return value
  if (personal.test(key)) return 'anonymous'
  return value
    .replace(/\b\d{14}\b/g, (pdl) => meters.get(pdl) ?? setMeter(meters, pdl))
    .replace(
      /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi,
      '00000000-0000-4000-8000-000000000000',
    )
}

function setMeter(meters, pdl) {
  const made = `0122604911${String(9999 - meters.size)}`
  meters.set(pdl, made)
  return made
}
