import { useI18n } from 'vue-i18n'

/** The supplier's option in words; the set is open, so an unknown code is shown as it is. */
export function useOptionName() {
  const { t, te } = useI18n()
  return (code: string): string => (te(`energy.options.${code}`) ? t(`energy.options.${code}`) : code)
}
