import {
  Braces,
  CalendarDays,
  ChartColumn,
  Euro,
  House,
  Leaf,
  Scale,
  Send,
  SlidersHorizontal,
  Sun,
  Tags,
} from '@lucide/vue'
import type { Component } from 'vue'

export interface NavItem {
  key:
    | 'dashboard'
    | 'consumption'
    | 'costs'
    | 'production'
    | 'bilan'
    | 'tempo'
    | 'ecowatt'
    | 'offers'
    | 'export'
    | 'settings'
    | 'playground'
  to: string
  icon: Component
  /** Served by the server itself, beside the application. */
  apart?: boolean
  /** In the bar of a phone; the others are under "Plus". */
  phone?: boolean
}

/** Groups are split by a hairline; only what exists is listed. */
export const navigation: readonly (readonly NavItem[])[] = [
  [
    { key: 'dashboard', to: '/dashboard', icon: House, phone: true },
    { key: 'consumption', to: '/consumption', icon: ChartColumn, phone: true },
    { key: 'costs', to: '/consumption/euro', icon: Euro },
    { key: 'production', to: '/production', icon: Sun },
    { key: 'bilan', to: '/bilan', icon: Scale },
  ],
  [
    { key: 'tempo', to: '/tempo', icon: CalendarDays, phone: true },
    { key: 'ecowatt', to: '/ecowatt', icon: Leaf },
    { key: 'offers', to: '/contribute', icon: Tags },
  ],
  [
    { key: 'export', to: '/export', icon: Send, phone: true },
    { key: 'settings', to: '/settings', icon: SlidersHorizontal },
    { key: 'playground', to: '/playground', icon: Braces, apart: true },
  ],
]
