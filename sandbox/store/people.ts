/** Names and homes for the shop's past customers. Everyone here is invented; their addresses end in example.com. */
// biome-ignore format: lists of names
export const firstNames = [
  "Anna", "Jonas", "Lena", "Paul", "Marie", "Felix", "Clara", "Emil", "Ida", "Theo", "Nora", "Oskar", "Greta", "Anton", "Frieda", "Leo",
  "Julia", "Max", "Hannah", "Ben", "Sofia", "Luca", "Chiara", "Matteo", "Élise", "Louis", "Camille", "Hugo", "Sanne", "Daan", "Femke",
  "Bram", "Astrid", "Nils", "Maja", "Lars", "Zofia", "Jakub", "Inés", "Pablo",
];

// biome-ignore format: lists of names
export const lastNames = [
  "Schneider", "Weber", "Becker", "Hoffmann", "Koch", "Richter", "Klein", "Wolf", "Schröder", "Neumann", "Braun", "Zimmermann", "Krüger",
  "Hartmann", "Lange", "Werner", "Rossi", "Bianchi", "Moreau", "Laurent", "De Vries", "Jansen", "Lindström", "Nyberg", "Kowalska", "García",
  "O’Connor",
];

/** City, postcode, street, country, country code, the language that people there shop in. */
export const homes = [
  ["Berlin", "10437", "Kastanienallee", "Germany", "DE", "de"],
  ["Hamburg", "20359", "Davidstraße", "Germany", "DE", "de"],
  ["München", "80469", "Reichenbachstraße", "Germany", "DE", "de"],
  ["Leipzig", "04229", "Karl-Heine-Straße", "Germany", "DE", "de"],
  ["Köln", "50672", "Aachener Straße", "Germany", "DE", "de"],
  ["Wien", "1070", "Neubaugasse", "Austria", "AT", "de"],
  ["Amsterdam", "1015", "Prinsengracht", "Netherlands", "NL", "en"],
  ["Paris", "75011", "Rue Oberkampf", "France", "FR", "fr"],
  ["Dublin", "D02", "Camden Street", "Ireland", "IE", "en"],
  ["Stockholm", "11638", "Skånegatan", "Sweden", "SE", "en"],
] as const;
