import { slug } from 'github-slugger'
import { defineConfig } from 'vitepress'
import llmstxt from 'vitepress-plugin-llms'
import { sidebar, sidebarsOfModules } from './sidebar.js'

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#3a6ea8"/><text x="16" y="23" font-family="sans-serif" font-size="20" font-weight="bold" text-anchor="middle" fill="#fff">x</text></svg>`

export default defineConfig({
  title: 'crosslingual',
  description: 'Scorers for LLM responses in any language: is it in the user’s language, in real words, to the point?',
  // GitHub Pages serves a project's site from a folder with the project's name.
  base: process.env.DOCS_BASE ?? '/crosslingual/',
  metaChunk: true,
  head: [['link', { rel: 'icon', href: `data:image/svg+xml,${encodeURIComponent(icon)}` }]],
  themeConfig: {
    nav: [
      { text: 'Guide', link: '/guide/getting-started' },
      { text: 'Recipes', link: '/recipes/score-a-file' },
      { text: 'Command line', link: '/reference/cli' },
      { text: 'API', link: '/reference/api/' },
    ],
    sidebar: { '/': sidebar(), ...sidebarsOfModules() },
    outline: [2, 3],
    search: { provider: 'local' },
  },
  transformPageData: ({ relativePath, frontmatter }) => {
    if (relativePath.startsWith('reference/api/')) frontmatter.pageClass = 'api'
  },
  // An anchor is the same here and on GitHub, where the pages are read too.
  markdown: { anchor: { slugify: (heading) => slug(heading) } },
  vite: {
    // The index of the search is one chunk, loaded when somebody searches.
    build: { chunkSizeWarningLimit: 2000 },
    plugins: [llmstxt({ sidebar: sidebar() })],
  },
})
