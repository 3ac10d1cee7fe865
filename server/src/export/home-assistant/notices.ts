import { ExportFailed } from '../../core/index.js'
import type { Telling, Told } from '../exporter.js'
import { hasNotArrived } from '../notify-http.js'
import { readOptions } from './options.js'
import { HomeAssistantRest } from './rest.js'

/**
 * A notification of Home Assistant's own, which replaces the one of the same id, or a message by a notify action, which
 * cannot be asked for: one in doubt stays in doubt.
 */
export async function tellHomeAssistant({ options, notice, isDoubtful, signal }: Telling): Promise<Told> {
  const { access, notifyAction } = readOptions(options)
  const rest = new HomeAssistantRest(access, signal)
  const { id, title, text: message } = notice
  if (notifyAction === null) {
    await call(rest, 'persistent_notification/create', {
      title,
      message,
      notification_id: `linky_local_${id}`,
    })
    return 'TOLD'
  }
  if (isDoubtful) return 'UNSURE'
  try {
    await call(rest, notifyAction.replace('.', '/'), { title, message, data: { tag: id } })
    return 'TOLD'
  } catch (error) {
    if (error instanceof ExportFailed && error.code === 'PEER_UNREACHABLE' && !hasNotArrived(error))
      return 'UNSURE'
    throw error
  }
}

async function call(rest: HomeAssistantRest, action: string, body: object): Promise<void> {
  const { status } = await rest.call('POST', `services/${action}`, body)
  if (status === 404)
    throw new ExportFailed('PEER_UNSUPPORTED', `Home Assistant has no action ${action.replace('/', '.')}.`)
}
