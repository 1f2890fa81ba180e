// The words around a choice in a judge's answer. Judges answer in English, as they are asked, and at times in the language of the response.

/** Whether these words say no to what follows in the same clause. */
export const NEGATION =
  /(?<!\p{L})(?:not|no|never|neither|nor|cannot|without|rather than|instead of|pas|jamais|aucune?|sans|não|nunca|nem|sem|не|нет|ни|без|nicht|kein\p{L}{0,2}|nie|ohne|ningún|ninguna|sin)(?!\p{L})|n[’']t(?!\p{L})/iu

/** Where a new clause begins, to which a negation before does not reach. */
export const CLAUSE_END =
  /[.;:!?,()\n→=–—]|(?<!\p{L})(?:but|rather(?! than)|however|mais|plutôt|mas|но|sondern|aber|sino|pero)(?!\p{L})/giu

/** What the choice is called: with a colon or the like behind it, the choice stands there. */
const LABELS =
  'choice|answer|verdict|score|rating|relevance|relevant|result|output|decision|judge?ment|grade|conclusion|evaluation|assessment|criterion|criteria|fulfill?(?:ed|ment)|' +
  'label|classification|final|boxed|choix|réponse|note|pertinence|pertinente?|résultat|évaluation|décision|resposta|veredito|nota|relevância|resultado|avaliação|' +
  'ответ|оценка|вердикт|релевантность|результат|решение|итог|antwort|urteil|bewertung|relevanz|ergebnis|respuesta|veredicto|puntuación|relevancia|evaluación'

/** A label up to the choice, at the end of what stands before it: `Final answer (0 or 1): **`, `"relevance": `, `| Score | `, `\boxed{`. */
export const LABELLED = new RegExp(
  `(?<!\\p{L})(?:${LABELS})(?!\\p{L})(?:[^:=→{|\\n]{0,60}|[^\\p{L}\\n]{0,60})(?:[:=→{|]|->)[\\s"'“”‘’«»*_\`(\\[{$\\\\]{0,20}$`,
  'iu',
)

/** What a number is of that is called a score or an answer and is not the verdict. */
export const SOMETHING_ELSE =
  /(?<!\p{L})(?:number|count|total|amount|errors?|mistakes?|issues?|correct|right|true|expected|reference|actual|real|step|line|nombre|erreurs?|número|erros?|число|количество|ошиб\p{L}{0,5}|anzahl|fehler)(?!\p{L})/iu

/** What stands directly before a number that is the verdict. */
export const GIVES_NUMBER =
  /(?:[:=→–—|]|[=-]>|(?<!\p{L})(?:is|was|be|equals|gets?|receives?|deserves?|earns?|gives?|gave|give it|rated?|it|score|choose|chose|pick|print|output|answer|verdict|relevance|rating|an?|as|of|so|thus|hence|therefore|then|overall|finally|final|conclude|say|to|with|but|rather|mais|mas|но|sondern|donc|portanto|logo|итак|also|daher|est|donne|mets|é|dou|foi|ставлю|это|ist|gebe|es|doy)(?!\p{L}))[\s"'“”‘’«»*_`(\\[{$\\]{0,10}$/iu

/** What says in a sentence that it draws the conclusion. */
export const CONCLUDES =
  /(?<!\p{L})(?:so|thus|hence|therefore|finally|overall|conclude|conclusion|verdict|answer|final|but|donc|ainsi|mais|portanto|então|logo|mas|поэтому|итак|значит|но|also|daher|deshalb|sondern|por tanto)(?!\p{L})/iu

/** A colon or the like, at the end of what stands before the choice. */
export const COLON = /[:=→][\s"'“”‘’«»*_`(\\[{$]{0,10}$/u

/** What may follow a number that is the verdict: the end, a sign, or a reason. Not what it is the number of: `0 errors`. */
export const FOLLOWS_NUMBER =
  /^(?:["'“”‘’«»*_`)\]}$]{0,10}(?:$|[\n.,:;!?|(\-–—<]|\s[^\p{L}\p{N}]|\s(?:because|since|as|for|and|but|so|if|here|then|given|due|overall|car|parce|puisque|porque|pois|так|потому|поскольку|weil|da|denn)(?!\p{L})))/iu

/** Whoever says it is not the judge: `the submission says yes`. */
export const SOMEBODY_SAYS =
  /(?<!\p{L})(?:says?|said|saying|states?|claims?|reads?|writes?|wrote|prints?|contains?|includes?|asks?|instructs?|tells?|demands?|requests?|ends with|starts with|begins with|quotes?|dit|affirme|contient|diz|afirma|contém|говорит|пишет|утверждает|содержит|sagt|behauptet|enthält|dice|contiene)(?:\s(?:to|that|with|only|simply|just|print|answer|output|say|me|you|judges?|the|an?)(?!\p{L})){0,5}\s{0,2}[:,]?[\s"'“”‘’«»*_`>|#([{$\\]{0,8}$/iu

/** A reason or the like behind a choice that opens an answer: `1 - Relevant`, `Yes, because …`. */
export const OPENS =
  /^["'“”‘’«»*_`)\]}$]{0,10}(?:\s{0,3}[-–—:,;(|!]|\s{1,3}(?:because|since|as|for|car|parce|puisque|porque|pois|так|потому|поскольку|weil|da|denn)(?!\p{L}))/iu

/** Words that are choices and mean something else before another word: `no error`, `a text`. */
export const FUNCTION_WORDS = /^(?:no|not|none|non|nein|нет|não|a|i|y|o)$/iu
