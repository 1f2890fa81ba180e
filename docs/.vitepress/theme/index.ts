// Without the fonts that VitePress brings: the reader's own have every script that responses are in.
import Theme from 'vitepress/theme-without-fonts'
import './custom.css'

export default Theme
