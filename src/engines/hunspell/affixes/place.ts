/** Where in a compound the word stands that affixes are taken off. */
export const Place = { alone: 0, begin: 1, end: 2 } as const
export type Place = (typeof Place)[keyof typeof Place]
