import type { ModifierTexts } from './modifier-texts.js'

/** Impersonal, since some instructions say tu, and some vous. */
export const fr: ModifierTexts = {
  short: 'La réponse doit être brève : quelques phrases au maximum.',
  long: 'Il faut une réponse détaillée.',
  num_items_N: 'Il en faut exactement {N}.',
  lang_XX: {
    pt: 'La réponse doit être rédigée en portugais.',
    ru: 'La réponse doit être rédigée en russe.',
    de: 'La réponse doit être rédigée en allemand.',
  },
  lang_XX_letters: {
    pt: 'Le texte doit être rédigé en portugais.',
    ru: 'Le texte doit être rédigé en russe.',
    de: 'Le texte doit être rédigé en allemand.',
  },
  markdown_template:
    'La réponse doit être mise en forme avec Markdown : titres, gras, etc., et pas seulement des listes.',
  html_template: 'La réponse doit être une page HTML complète, sans rien avant ni après.',
  arrow_template:
    "La réponse doit tenir en une seule liste. Au lieu d'un numéro ou d'une puce, chaque élément doit commencer par le signe {arrow}",
  cap_template: 'Chaque mot de la réponse doit commencer par une majuscule.',
  scientific_style: "La réponse doit adopter le style d'un texte scientifique.",
  simple_style: 'La réponse doit employer des mots simples, faciles à comprendre pour un enfant.',
  complex_inst: {
    recipes: 'La réponse doit ensuite expliquer comment soigner la présentation au moment de servir.',
    trips: "La réponse doit ensuite indiquer quel temps il y fait d'habitude.",
    mathematics: 'La réponse doit ensuite indiquer à quelle branche des mathématiques cela se rattache.',
  },
}
