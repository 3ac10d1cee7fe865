import { useI18n } from 'vue-i18n'
import { useFormat, type Format } from '../format/useFormat'

/** What a pure view needs to speak. */
export interface Words {
  t: (key: string, named?: Record<string, unknown>, plural?: number) => string
  format: Format
}

export function useWords(): Words {
  const { t } = useI18n()
  return {
    t: (key, named = {}, plural) => (plural === undefined ? t(key, named) : t(key, named, plural)),
    format: useFormat(),
  }
}
