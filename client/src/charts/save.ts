/** Hands a file to the person; `href` is an address of this page or its content. */
export function save(name: string, href: string): void {
  const link = document.createElement('a')
  link.href = href
  link.download = name
  link.click()
}

export function saveText(name: string, text: string, type: string): void {
  const href = URL.createObjectURL(new Blob([text], { type }))
  save(name, href)
  setTimeout(() => URL.revokeObjectURL(href), 10_000)
}
