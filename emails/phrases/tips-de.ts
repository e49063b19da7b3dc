import type { Phrases } from "~/content/phrases";

/** How to use and keep well what was ordered, in German. */
export const tips: Phrases["tips"] = {
  light: {
    title: "Lampen und Leuchten",
    tips: [
      "Probieren Sie in der Dämmerung zwei, drei Plätze aus: Dasselbe Licht wirkt in jeder Ecke anders.",
      "Schalten Sie sie aus und lassen Sie sie abkühlen, bevor Sie sie abstauben oder ein Leuchtmittel wechseln.",
      "Braucht sie ein Leuchtmittel, steht die höchste zulässige Wattzahl neben der Fassung.",
    ],
  },
  candle: {
    title: "Kerzen",
    tips: [
      "Kürzen Sie den Docht vor dem Anzünden auf etwa einen halben Zentimeter: Die Kerze brennt ruhiger und rußt weniger.",
      "Lassen Sie eine Kerze im Glas beim ersten Mal brennen, bis das Wachs bis zum Rand flüssig ist.",
      "Stellen Sie eine brennende Kerze nicht in die Zugluft und behalten Sie sie im Blick.",
    ],
  },
  textile: {
    title: "Textilien",
    tips: [
      "Lesen Sie vor der ersten Wäsche das Pflegeetikett: Es kennt den Stoff am besten.",
      "Waschen Sie kräftige Farben beim ersten Mal allein.",
      "Trocknen Sie sie nicht in der prallen Sonne: So halten die Farben länger.",
    ],
  },
  clothing: {
    title: "Kleidung",
    tips: [
      "Lesen Sie vor der ersten Wäsche das Pflegeetikett: Es kennt den Stoff am besten.",
      "Auf links gedreht und mit geschlossenen Reißverschlüssen übersteht Kleidung die Wäsche besser.",
      "Schwerer Strick bleibt in Form, wenn er liegt und nicht hängt.",
    ],
  },
  tableware: {
    title: "Keramik und Glas",
    tips: [
      "Spülen Sie es vor dem ersten Gebrauch von Hand.",
      "Unsicher wegen Spülmaschine oder Mikrowelle? Spülen Sie von Hand, oder fragen Sie uns.",
      "Ersparen Sie ihm plötzliche Wechsel von sehr kalt zu sehr heiß.",
    ],
  },
  plant: {
    title: "Pflanzen",
    tips: [
      "Geben Sie einer Pflanze ein, zwei Wochen, um sich an ihren neuen Platz zu gewöhnen, bevor Sie sie umtopfen.",
      "Fühlen Sie die Erde, bevor Sie gießen: Die meisten Zimmerpflanzen nehmen zu viel Wasser übler als zu wenig.",
      "Wischen Sie ab und zu den Staub von den Blättern, damit sie alles Licht bekommen.",
    ],
  },
  furniture: {
    title: "Möbel",
    tips: [
      "Wenn Sie es selbst aufgebaut haben, ziehen Sie die Schrauben nach ein paar Wochen noch einmal nach.",
      "Filz unter den Füßen schont den Boden.",
      "Gegen Staub genügt ein feuchtes Tuch; wischen Sie trocken nach.",
    ],
  },
  jewellery: {
    title: "Schmuck",
    tips: [
      "Legen Sie ihn zuletzt an, nach Creme und Parfüm, und nehmen Sie ihn zuerst ab.",
      "Legen Sie ihn beim Sport, unter der Dusche und über Nacht ab.",
      "Jedes Stück in seinem eigenen Beutel oder Kästchen: So zerkratzen sie einander nicht.",
    ],
  },
  cosmetics: {
    title: "Für Ihre Haut",
    tips: [
      "Bei empfindlicher Haut probieren Sie zuerst ein wenig an der Innenseite des Arms.",
      "Die Zahl im offenen Tiegel auf der Packung sagt, wie viele Monate der Inhalt nach dem Öffnen hält.",
      "Bewahren Sie es verschlossen auf, fern von Hitze und Sonne.",
    ],
  },
  food: {
    title: "Zum Essen und Trinken",
    tips: [
      "Gut verschlossen, trocken und nicht neben dem Herd: So hält sich das meiste.",
      "Was auf der Packung zur Aufbewahrung steht, geht jeder allgemeinen Regel vor.",
      "Haben Sie Ihre eigene Art gefunden, es zu servieren? Antworten Sie und erzählen Sie uns davon.",
    ],
  },
  general: {
    title: "Die ersten Tage",
    tips: [
      "Sehen Sie es sich an, solange es neu ist, und antworten Sie auf diese E-Mail, wenn etwas nicht stimmt.",
      "Heben Sie die Anleitung oder das Etikett auf: Dort steht, wie es gepflegt wird.",
      "Heben Sie die Verpackung auf, bis Sie sicher sind, dass Sie es behalten.",
    ],
  },
};
