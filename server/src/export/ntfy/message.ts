import type { NoticeLevel, TellableNotice } from '../../core/index.js'
import type { NtfySettings } from './options.js'

/** 3 is the usual one; 4 makes a longer sound. */
const PRIORITIES: Readonly<Record<NoticeLevel, number>> = { INFO: 3, WARNING: 4, ERROR: 4 }
/** Names of emoji. */
const TAGS: Readonly<Record<NoticeLevel, string>> = {
  INFO: 'electric_plug',
  WARNING: 'warning',
  ERROR: 'rotating_light',
}

/** A notice → the JSON that is published at the root of the server. */
export function bodyOf(
  { title, text, level }: TellableNotice,
  { topic, clickUrl }: Pick<NtfySettings, 'topic' | 'clickUrl'>,
): Readonly<Record<string, unknown>> {
  return {
    topic,
    title,
    message: text,
    priority: PRIORITIES[level],
    tags: [TAGS[level]],
    ...(clickUrl !== null && { click: clickUrl }),
  }
}

/** Whether a notice is among the lines of a poll: JSON objects, one a line. */
export function isAmong(lines: string, { title, text }: TellableNotice): boolean {
  return lines.split('\n').some((line) => {
    if (line.trim() === '') return false
    const held = JSON.parse(line) as { event?: unknown; title?: unknown; message?: unknown }
    return held.event === 'message' && held.title === title && held.message === text
  })
}
