const LISTS = {
  articlesAndPrepositions:
    'a afin ai aient ait alors apres as au aucun aucune aupres auquel aussi autour autre autres aux avant avec c car ce ceci cela celle celles celui cent cependant certain certaine certaines certains ces cet cette ceux chaque chez ci comme comment contre d dans de deja dela depuis derriere des desormais devant dont du durant',
  pronounsAndVerbs:
    'elle elles en encore enfin entre est es et etaient etait etant ete etes etre eu eue eues eurent eus eut eux fait faire faut fois font furent fut ici il ils j je l la laquelle le lequel les lesquelles lesquels leur leurs lors lorsque lui m ma mais me mes mien moi moins mon n ne ni nos notre nous on ont ou par parce parmi pas pendant peu peut peuvent plus plusieurs pour pourquoi pres puis puisque',
  rest: 'qu quand que quel quelle quelles quels quelque quelques qui quoi s sa sans se selon sera serait seront ses si sien sinon soi soient soit sommes son sont sous souvent suis sur t ta tandis te tel telle telles tels tes toi ton tous tout toute toutes tres trop tu un une vers via voici voila vos votre vous vu y afin ainsi ans avait avaient aura aurait avoir ayant bien etc non oui meme memes toujours jamais doit doivent etions',
  requests:
    'bonjour bonsoir merci svp stp cordialement madame monsieur cherche cherchons cherchent voudrait voudrions voudrais voulons veut veulent souhaite souhaitons souhaiterions souhaitent aimerions aimerait pouvez pourriez peux pouvons savoir quelqu',
};

/** French function words and formulas of politeness, folded; the letters left by elisions included. */
const STOP_WORDS: ReadonlySet<string> = new Set(Object.values(LISTS).join(' ').split(' '));

/** Says whether a folded word has no meaning of its own. */
export function isStopWord(foldedWord: string): boolean {
  return STOP_WORDS.has(foldedWord);
}
