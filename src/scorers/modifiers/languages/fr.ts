import type { ModifierTexts } from './modifier-texts.js'

export const fr: ModifierTexts = {
  short: 'Soyez bref : quelques phrases suffisent.',
  long: 'Entrez dans les détails dans votre réponse.',
  num_items_N: { other: 'Proposez exactement {N} options.' },
  lang_XX: {
    pt: 'Rédigez votre réponse en portugais.',
    ru: 'Rédigez votre réponse en russe.',
    de: 'Rédigez votre réponse en allemand.',
  },
  markdown_template: 'Mettez votre réponse en forme avec Markdown.',
  html_template: 'Rédigez votre réponse sous la forme d’une page HTML.',
  arrow_template: 'Faites précéder chaque point du signe {arrow}',
  cap_template: 'Commencez chaque mot de votre réponse par une majuscule.',
  scientific_style: 'Adoptez le style d’un texte scientifique.',
  simple_style: 'Employez des mots simples, faciles à comprendre pour un enfant.',
  complex_inst: {
    recipes: 'Une fois la recette donnée, dites-moi comment servir le plat pour qu’il soit beau.',
    trips: 'Une fois la réponse donnée, dites-moi quel temps il y fait d’habitude.',
    mathematics: 'Une fois l’explication donnée, dites-moi à quelle branche des mathématiques cela appartient.',
  },
}
