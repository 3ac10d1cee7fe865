import { Braces, ChartColumn, House, Send, SlidersHorizontal, Sun } from '@lucide/vue'
import type { Component } from 'vue'

export interface NavItem {
  key: 'dashboard' | 'consumption' | 'production' | 'tempo' | 'ecowatt' | 'export' | 'settings' | 'playground'
  to: string
  icon: Component
  /** Served by the server itself, beside the application. */
  apart?: boolean
}

/** Groups are split by a hairline; only what exists is listed. */
export const navigation: readonly (readonly NavItem[])[] = [
  [
    { key: 'dashboard', to: '/dashboard', icon: House },
    { key: 'consumption', to: '/consumption', icon: ChartColumn },
    { key: 'production', to: '/production', icon: Sun },
  ],
  [
    { key: 'export', to: '/export', icon: Send },
    { key: 'settings', to: '/settings', icon: SlidersHorizontal },
    { key: 'playground', to: '/playground', icon: Braces, apart: true },
  ],
]
