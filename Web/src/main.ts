import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/tables.css'
import { createApp } from 'vue'
import App from './App.vue'
import { router } from './router'
import { lang, setLang } from './i18n'
import { toastError } from './ui/toasts'

const app = createApp(App)
// An error that no page expected is shown, never swallowed: a button must not die in silence.
app.config.errorHandler = (error) => { console.error(error); toastError(error) }
app.use(router)
void setLang(lang.value).then(() => app.mount('#app'))
