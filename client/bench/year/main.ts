import { DefaultApolloClient } from '@vue/apollo-composable'
import { createApp } from 'vue'
import { createApolloClient } from '../../src/graphql/client'
import { i18n, setLanguage } from '../../src/i18n'
import '../../src/styles/main.css'
import YearCurve from './YearCurve.vue'

await setLanguage('fr')
createApp(YearCurve).provide(DefaultApolloClient, createApolloClient()).use(i18n).mount('#app')
