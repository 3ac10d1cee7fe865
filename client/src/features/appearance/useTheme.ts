import { readonly, ref } from 'vue'

export type ThemeChoice = 'system' | 'light' | 'dark'

const KEY = 'linky-theme'
const darkSystem = window.matchMedia('(prefers-color-scheme: dark)')
const paper = window.matchMedia('print')

function stored(): ThemeChoice {
  const value = localStorage.getItem(KEY)
  return value === 'light' || value === 'dark' ? value : 'system'
}

const choice = ref<ThemeChoice>(stored())
const dark = ref(document.documentElement.dataset.theme === 'dark')

function apply(): void {
  dark.value =
    !paper.matches && (choice.value === 'dark' || (choice.value === 'system' && darkSystem.matches))
  document.documentElement.dataset.theme = dark.value ? 'dark' : 'light'
}
darkSystem.addEventListener('change', apply)
paper.addEventListener('change', apply)

/** One choice for the whole page; the file loaded before the first paint reads what is stored here. */
export function useTheme() {
  function choose(next: ThemeChoice): void {
    choice.value = next
    if (next === 'system') localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, next)
    apply()
  }
  return { choice: readonly(choice), dark: readonly(dark), choose }
}
