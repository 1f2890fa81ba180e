/** Takes secrets out of what comes from outside. */
export interface Redactor {
  text(text: string): string
  /** The same value with every string in it redacted, names of members too. */
  json<T>(value: T): T
}

/** Names of headers, parameters and members whose values may be keys. `max_tokens` is none. */
const SECRET_NAME = /(?:^|[^a-z])(?:auth(?:orization)?|cookie|credential|key|passwd|password|secret|signature|token)$/i

/** What stands before a key where somebody quotes one. */
const QUOTING = '(?:auth|basic|bearer|cookie|credential|key|passw|secret|token)'

/** Keys in the form of the large vendors, whoever holds them. */
const KNOWN_FORMS = /\b(?:sk|pk|rk|gsk|xai|hf|AIza)[-_]?(?=[\w-]{0,60}\d)[\w-]{16,200}/g

/** From there to one of a few characters, which may be anything else. */
const SHORT_WAY = String.raw`\w{0,20}[\s"':=]{0,5}(?:(?:provided|given|received|sent|was|is)[\s"':=]{1,5}){0,2}`
const NO_WORD_BEFORE = String.raw`(?<![\p{L}\p{N}_])`
const NO_WORD_BEHIND = String.raw`(?![\p{L}\p{N}_])`

const REPLACEMENT = '(key)'

/**
 * A redactor of some secrets, as they are, and as JSON, an address or an HTML page writes them. A short one (`sk-1234`) is taken out only where it stands alone,
 * and one that is very short or an ordinary word (`none`, `vllm`) only where it also is spoken of as a key: never out of another word.
 */
export function redactor(secrets: Iterable<string>): Redactor {
  const given = [...new Set([...secrets].map((secret) => secret.trim()))].filter((secret) => secret !== '')
  const strong = given
    .filter(isStrong)
    .flatMap(writtenForms)
    .sort((a, b) => b.length - a.length)
  const weak = given.filter((secret) => !isStrong(secret)).flatMap(standingAlone)

  const text = (from: string): string => {
    let clean = from
    for (const secret of strong) clean = clean.replaceAll(secret, REPLACEMENT)
    for (const pattern of weak) clean = clean.replace(pattern, REPLACEMENT)
    return clean.replace(KNOWN_FORMS, REPLACEMENT)
  }
  const json = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value)
    if (Array.isArray(value)) return value.map(json)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [text(name), json(member)]))
  }
  return { text, json: json as Redactor['json'] }
}

/** Whether the value that stands under a name may be a key. */
function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name.replace(/(?<=[a-z])(?=[A-Z])/g, '-'))
}

/** The texts in headers, parameters or a body that may be keys, by the names that they stand under; with and without a scheme such as `Bearer`. */
export function secretsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) =>
    typeof member === 'string' && isSecretName(name) ? [member, member.replace(/^\w+\s+/, '')] : secretsIn(member),
  )
}

/** The keys that the environment holds, where there is one: of SDKs that read theirs there. */
export function keysOfEnvironment(): string[] {
  const environment = (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env ?? {}
  return Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && /_(?:API_KEY|TOKEN|SECRET|SECRET_ACCESS_KEY)$/.test(name) ? [value] : [],
  )
}

/** The same with the name instead of the value where the value may be a key: for what is shown and kept. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, isSecretName(name) ? REPLACEMENT : withoutSecrets(member)]),
  )
}

/** Whether it has what no ordinary word has. */
function isUnlikeWords(secret: string): boolean {
  return /\p{L}/u.test(secret) && (/\d/.test(secret) || /\p{Ll}\p{Lu}/u.test(secret))
}

function isStrong(secret: string): boolean {
  return secret.length >= 24 || (secret.length >= 8 && isUnlikeWords(secret))
}

/** Where a secret is not part of a word; it comes first in the pattern, since it is found fast. */
function standingAlone(secret: string): RegExp[] {
  return writtenForms(secret).map((form) => {
    const between = form.length < 4 ? SHORT_WAY : '.{0,40}'
    const spokenOf = secret.length >= 6 && isUnlikeWords(secret) ? '' : `${QUOTING}${between}`
    return new RegExp(`${escaped(form)}${NO_WORD_BEHIND}(?<=${spokenOf}${NO_WORD_BEFORE}${escaped(form)})`, 'giu')
  })
}

function writtenForms(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1)
  const ascii = json.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const html = secret.replace(/[&<>"']/g, (sign) => HTML[sign] as string)
  const forms = [secret, json, ascii, json.replaceAll('/', '\\/'), JSON.stringify(json).slice(1, -1), html]
  return [...new Set([...forms, inAddress(secret)])]
}

const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function inAddress(secret: string): string {
  try {
    return encodeURIComponent(secret)
  } catch {
    return secret // half a surrogate pair
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
