/** Longest part of the other side's words that we keep. */
const LONGEST_DETAIL = 500

/**
 * The other side's words → what may be logged, stored and shown: without the secrets, in one line, cut at 500 characters.
 * Also removes what follows `Bearer` and passwords inside addresses.
 */
export function withoutSecrets(text: string, secrets: readonly (string | null | undefined)[]): string {
  let clean = text
  for (const secret of secrets) {
    if (!secret) continue
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
      clean = clean.replaceAll(form, '••••')
  }
  return clean
    .replace(/\b(bearer|basic)\s+[^\s"',;]+/gi, '$1 ••••')
    .replace(/\/\/[^/\s@]*@/g, '//••••@')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_DETAIL)
}

/** `camille@example.org` → `c•••@example.org`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return at < 1 ? '•••' : `${email.slice(0, 1)}•••${email.slice(at)}`
}
