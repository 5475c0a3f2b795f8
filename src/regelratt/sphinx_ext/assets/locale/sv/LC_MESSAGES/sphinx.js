// Sphinx's search texts in Swedish. Sphinx's own file hands a text to an evaluator to find the plural
// form; the content security policy forbids that, and the form it finds is wrong for Swedish.
Object.assign(Documentation.TRANSLATIONS, {
  ", in ": ", i ",
  "Hide Search Matches": "Dölj markeringarna",
  "Preparing search...": "Förbereder sökningen …",
  Searching: "Söker",
  "Search Results": "Sökresultat",
  "Search finished, found one page matching the search query.": [
    "1 sida innehåller sökorden.",
    "${resultCount} sidor innehåller sökorden.",
  ],
  "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
    "Ingen sida innehåller alla sökorden. Kontrollera stavningen eller sök på färre ord.",
});
Documentation.PLURAL_EXPR = (n) => (n === 1 ? 0 : 1);
Documentation.LOCALE = "sv";
