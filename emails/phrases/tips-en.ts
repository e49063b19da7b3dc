import type { Phrases } from "~/content/phrases";

/** How to use and keep well what was ordered, in English. */
export const tips: Phrases["tips"] = {
  light: {
    title: "Lamps and lights",
    tips: [
      "Try it in two or three places at dusk: the same light looks different in every corner.",
      "Switch it off and let it cool before you dust it or change a bulb.",
      "If it takes bulbs, the highest wattage it takes is printed near the socket.",
    ],
  },
  candle: {
    title: "Candles",
    tips: [
      "Trim the wick to about half a centimetre before you light a candle: it burns more calmly and smokes less.",
      "The first time, let a candle in a jar burn until the wax is liquid up to the rim.",
      "Keep a burning candle out of draughts and in sight.",
    ],
  },
  textile: {
    title: "Textiles",
    tips: [
      "Read the care label before the first wash: it knows the fabric best.",
      "Wash strong colours by themselves the first time.",
      "Dry them out of the blazing sun: colours last longer.",
    ],
  },
  clothing: {
    title: "Things to wear",
    tips: [
      "Read the care label before the first wash: it knows the fabric best.",
      "Turned inside out and with the zips closed, clothes come out of the wash better.",
      "Heavy knits keep their shape when they are folded and not hung.",
    ],
  },
  tableware: {
    title: "Ceramics and glass",
    tips: [
      "Rinse it by hand before you use it for the first time.",
      "Not sure about the dishwasher or the microwave? Wash it by hand, or ask us.",
      "Spare it sudden changes from very cold to very hot.",
    ],
  },
  plant: {
    title: "Plants",
    tips: [
      "Give a plant a week or two to get used to its new place before you repot it.",
      "Feel the soil before you water: most houseplants mind too much more than too little.",
      "Wipe the dust off its leaves now and then, so that they get all the light.",
    ],
  },
  furniture: {
    title: "Furniture",
    tips: [
      "If you put it together yourself, tighten its screws once more after a few weeks.",
      "Felt under its feet is kind to the floor.",
      "A damp cloth is enough for dust; wipe dry afterwards.",
    ],
  },
  jewellery: {
    title: "Jewellery",
    tips: [
      "Put it on last, after cream and perfume, and take it off first.",
      "Take it off for sport, for the shower and for the night.",
      "Keep each piece in its own pouch or box, so that they do not scratch each other.",
    ],
  },
  cosmetics: {
    title: "For your skin",
    tips: [
      "If your skin is sensitive, try a little on the inside of your arm first.",
      "The number in the open jar on the pack says how many months it keeps once it is opened.",
      "Keep it closed, and out of the heat and the sun.",
    ],
  },
  food: {
    title: "To eat and drink",
    tips: [
      "Most things keep best tightly closed, dry and away from the stove.",
      "What is printed on the pack about keeping it goes before any general rule.",
      "Have you found your own way to serve it? Reply and tell us.",
    ],
  },
  general: {
    title: "The first days",
    tips: [
      "Look it over while it is new, and reply to this email if anything is not right.",
      "Keep the leaflet or label that came with it: it says how to care for it.",
      "Keep the packaging until you are sure that you will keep it.",
    ],
  },
};
