import { version } from '../../package.json'

/** The version of this package; the build puts the text in. */
export const packageVersion: string = version
