/** What became of sending a file: its id, or why it was refused; null = no answer. */
export type Sent = { id: string } | { code: string } | null

/** The bytes go as they are, its name beside them. `signal` calls it off. */
export async function sendFile(file: File, signal: AbortSignal): Promise<Sent> {
  try {
    const response = await fetch(`/api/imports?fileName=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
      signal,
    })
    const answer = (await response.json()) as { id?: string; errors?: { extensions?: { code?: string } }[] }
    if (answer.id !== undefined) return { id: answer.id }
    return { code: answer.errors?.[0]?.extensions?.code ?? 'INTERNAL' }
  } catch {
    return null
  }
}
