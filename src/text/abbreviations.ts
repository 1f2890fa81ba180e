/** Abbreviations that never end a sentence: something always follows. Small letters, without the last point; those with inner points have a rule of their own. */
const NEVER_LAST = new Set(
  [
    'mr mrs ms messrs dr prof rev hon gen col capt lt sgt gov sen rep pres st mt ft vs no nos vol vols fig figs pp ed eds ch sec approx ca cf dept est ' +
      'jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri', // English
    'm mm mme mmes mlle mlles dr pr me mgr ste av bd boul pl art chap éd env fig hab ill janv févr juil sept oct nov déc réf tél trad vol ex', // French
    'sr sra srta srs dr dra prof profa av pç r eng gal cap exmo exma fig pág págs séc tel vol núm ex', // Portuguese
    'ул пр просп пл пер д кв стр рис табл гл ст см ср им акад проф доц канд тов г-н г-жа св напр', // Russian
    'bzw ca evtl ggf hl hr fr inkl nr prof sog st str tel vgl zzt zb geb gest jh abb bd kap s', // German
    'ud uds pág dña lic ing', // Spanish
    'sig sigg dott avv ing arch es pag', // Italian
  ].flatMap((names) => names.split(' ')),
)

/** Abbreviations that may end one: so they do before a word that begins sentences. */
const MAY_BE_LAST = new Set(
  'г гг в вв руб коп тыс млн млрд кг км м мм см мин сек inc ltd co corp jr sr etc al km kg cm min sec st rd ave h'.split(
    ' ',
  ),
)

/** Words that begin a sentence and are no name: after an initial (`J. Verne`, `vitamine C. Elle`) they tell the two apart. */
const OPENERS = new Set(
  [
    'the a an it this that these those he she they we you i in on at as but and or so if when while after before then there his her its their our my your for with from by to not no yes what who how why where all some many most one two',
    'le la les l un une des ce cet cette ces il elle ils elles on nous vous je tu son sa ses leur leurs en dans de du au aux par pour avec sans et mais ou or donc car si quand puis ensuite après avant ainsi cela ça c qui que où',
    'o os as um uma uns umas ele ela eles elas eu nós você vocês seu sua seus suas este esta isto esse essa isso no na nos nas em por para com sem e mas ou se quando depois antes então assim de do da dos das ao foi é',
    'он она оно они мы вы я ты это этот эта эти тот та те в во на по с со к у о об от до за из для при и а но или если когда потом затем после его её ее их наш ваш мой не так как что кто где все',
    'der die das ein eine er sie es wir ihr ich dies diese dieser dieses im in am an auf mit von zu und aber oder wenn als dann danach nach vor sein ihre unser nicht so auch für bei aus',
    'el los las un una unos unas ella ellos ellas yo su sus este esta esto ese esa eso en por para con sin y pero o si cuando luego después antes así del al fue es',
    'il lo gli i una uno egli lui lei loro noi voi io suo sua questo questa nel nella per con senza e ma se quando poi dopo prima così di del della è',
  ].flatMap((words) => words.split(' ')),
)

/** German months, before which a day has a point. */
const MONTH =
  /^(?:Jan(?:uar)?|Feb(?:ruar)?|März|April?|Mai|Juni?|Juli?|Aug(?:ust)?|Sept?(?:ember)?|Okt(?:ober)?|Nov(?:ember)?|Dez(?:ember)?|Jahrhunderts?)(?!\p{L})/u

/**
 * Whether the point at the end of a piece of text belongs to an abbreviation, an initial or the number of a day, so that the sentence goes on after it.
 *
 * @param before What stands before, with its point.
 * @param after What follows it.
 *
 * @example
 * ```ts
 * goesOn('written by J. ', 'R. R. Tolkien') // => true
 * goesOn('rich in vitamin C. ', 'It grows fast') // => false
 * ```
 */
export function goesOn(before: string, after: string): boolean {
  const [, previous = '', token = ''] =
    /(?:([^\s]{1,40})[\s\u00a0]+)?["'«“„([]*([\p{L}\p{M}\p{N}.’'-]{1,20})\.\s*$/u.exec(before.slice(-80)) ?? []
  if (token === '') return false
  const isOpener = OPENERS.has(/^["'«“„(\s]*(\p{L}+)(?![\p{L}.])/u.exec(after)?.[1]?.toLowerCase() ?? '')
  if (/^\d{1,2}$/.test(token)) return previous !== '' && MONTH.test(after.trimStart())
  const lower = token.toLowerCase()
  // e.g. · z. B. · т. е. · p. ex.
  if (/^\p{Ll}(?:\.[\s\u00a0]?\p{L})*$/u.test(token))
    return MAY_BE_LAST.has(token) ? !isOpener : !isOpener || token.length === 1
  // J. · U.K. · А.С.
  if (/^\p{Lu}(?:\.\p{L})*$/u.test(token)) return !isOpener && (token.length > 1 || isInitial(previous, after))
  if (NEVER_LAST.has(lower)) return true
  return MAY_BE_LAST.has(lower) && !isOpener && lower !== 'etc'
}

/** Of one capital letter: a name follows an initial. */
function isInitial(previous: string, after: string): boolean {
  return /^["'«“„(]*\p{Lu}/u.test(after) && !/\d$/.test(previous)
}
