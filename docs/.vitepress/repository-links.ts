import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { MarkdownRenderer } from 'vitepress'

const docs = fileURLToPath(new URL('../', import.meta.url))
const { GITHUB_SERVER_URL, GITHUB_REPOSITORY } = process.env

/**
 * Links from a page to files outside of `docs`, such as `../../examples/ci/gate.json`, go to the repository. GitHub's runners know its address;
 * in a build elsewhere only the text of the link stays.
 */
export function repositoryLinks(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('repository-links', ({ tokens, env }) => {
    for (const { children } of tokens) {
      for (const [index, token] of children?.entries() ?? []) {
        const href = token.type === 'link_open' ? String(token.attrGet('href')) : ''
        const path = relative(docs, resolve(dirname(env.path), href))
        if (!href.startsWith('.') || !path.startsWith('../')) continue
        if (GITHUB_REPOSITORY) {
          token.attrSet('href', `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/blob/main/${path.slice('../'.length)}`)
        } else {
          const end = children?.find((other, at) => at > index && other.type === 'link_close')
          for (const part of [token, end]) if (part) part.type = 'text'
        }
      }
    }
  })
}
