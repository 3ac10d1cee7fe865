import { DefaultApolloClient } from '@vue/apollo-composable'
import { createApp } from 'vue'
import { createApolloClient } from '../../src/graphql/client'
import '../../src/styles/main.css'
import YearCurve from './YearCurve.vue'

createApp(YearCurve).provide(DefaultApolloClient, createApolloClient()).mount('#app')
