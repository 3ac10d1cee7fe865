import { expect, it } from 'vitest'

import { maskEmail, withoutSecrets } from './secrets.js'

it('words lose the secrets, in every form they may take', () => {
  const secret = 'a+b/c=d'
  const words = `x ${secret} y=${encodeURIComponent(secret)} ${btoa(secret)} Authorization: Bearer other http://me:pw@host`
  expect(withoutSecrets(words, [secret, null, ''])).toBe(
    'x •••• y=•••• •••• Authorization: Bearer •••• http://••••@host',
  )
})

it('words become one line of 500 characters at most', () => {
  expect(withoutSecrets('a\n  b\t c ', [])).toBe('a b c')
  expect(withoutSecrets('x'.repeat(2_000), [])).toHaveLength(500)
})

it.each([
  ['camille.essai@example.org', 'c•••@example.org'],
  ['@example.org', '•••'],
  ['nobody', '•••'],
])('%s is shown as %s', (email, masked) => {
  expect(maskEmail(email)).toBe(masked)
})
