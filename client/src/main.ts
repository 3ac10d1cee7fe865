import { DefaultApolloClient } from '@vue/apollo-composable'
import { createApp } from 'vue'
import App from './App.vue'
import { keepPages } from './features/offline/serviceWorker'
import { createApolloClient } from './graphql/client'
import { i18n, setLanguage, storedLanguage } from './i18n'
import { router } from './router'
import './styles/main.css'

await setLanguage(storedLanguage())
createApp(App).provide(DefaultApolloClient, createApolloClient()).use(i18n).use(router).mount('#app')

/** The first figures come first. */
const KEEP_AFTER_MS = 2000
if (import.meta.env.PROD) setTimeout(() => void keepPages(), KEEP_AFTER_MS)
