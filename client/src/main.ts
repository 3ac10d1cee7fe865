import { DefaultApolloClient } from '@vue/apollo-composable'
import { createApp } from 'vue'
import App from './App.vue'
import { createApolloClient } from './graphql/client'
import { i18n, setLanguage, storedLanguage } from './i18n'
import { router } from './router'
import './styles/main.css'

await setLanguage(storedLanguage())
createApp(App).provide(DefaultApolloClient, createApolloClient()).use(i18n).use(router).mount('#app')
