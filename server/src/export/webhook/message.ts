import type { TellableNotice } from '../../core/index.js'
import { formatInstant } from '../../core/index.js'
import type { Format } from './options.js'

/** A notice → the body that is posted. */
export function bodyOf(notice: TellableNotice, format: Format): Readonly<Record<string, unknown>> {
  switch (format) {
    case 'slack':
      return { text: `*${notice.title}*\n${notice.text}` }
    case 'discord':
      return { content: `**${notice.title}**\n${notice.text}` }
    case 'json':
      return { source: 'linky-local', ...notice, since: formatInstant(notice.since) }
  }
}
