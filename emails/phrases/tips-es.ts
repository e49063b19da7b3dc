import type { Phrases } from "~/content/phrases";

/** How to use and keep well what was ordered, in Spanish. */
export const tips: Phrases["tips"] = {
  light: {
    title: "Lámparas y luces",
    tips: [
      "Pruébala en dos o tres sitios al atardecer: la misma luz cambia en cada rincón.",
      "Apágala y deja que se enfríe antes de quitarle el polvo o cambiar la bombilla.",
      "Si lleva bombilla, la potencia máxima está indicada junto al casquillo.",
    ],
  },
  candle: {
    title: "Velas",
    tips: [
      "Corta la mecha a medio centímetro más o menos antes de encenderla: arde más tranquila y echa menos humo.",
      "La primera vez, deja arder una vela en tarro hasta que la cera esté líquida hasta el borde.",
      "Mantén una vela encendida lejos de corrientes de aire y a la vista.",
    ],
  },
  textile: {
    title: "Textiles",
    tips: [
      "Lee la etiqueta de cuidado antes del primer lavado: es la que mejor conoce el tejido.",
      "La primera vez, lava los colores fuertes por separado.",
      "Secados lejos del sol fuerte, los colores duran más.",
    ],
  },
  clothing: {
    title: "Ropa",
    tips: [
      "Lee la etiqueta de cuidado antes del primer lavado: es la que mejor conoce el tejido.",
      "Del revés y con las cremalleras cerradas, la ropa sale mejor del lavado.",
      "El punto grueso mantiene la forma doblado, no colgado.",
    ],
  },
  tableware: {
    title: "Cerámica y vidrio",
    tips: [
      "Lávalo a mano antes de usarlo por primera vez.",
      "¿Dudas con el lavavajillas o el microondas? Lávalo a mano o pregúntanos.",
      "Evítale los cambios bruscos de muy frío a muy caliente.",
    ],
  },
  plant: {
    title: "Plantas",
    tips: [
      "Dale a la planta una o dos semanas para acostumbrarse a su nuevo sitio antes de cambiarla de maceta.",
      "Toca la tierra antes de regar: a la mayoría de las plantas de interior les sienta peor el exceso que la falta de agua.",
      "Quítale el polvo a las hojas de vez en cuando, para que reciban toda la luz.",
    ],
  },
  furniture: {
    title: "Muebles",
    tips: [
      "Si lo montaste tú, vuelve a apretar los tornillos después de unas semanas.",
      "Un fieltro bajo las patas cuida el suelo.",
      "Para el polvo basta un paño húmedo; después, sécalo.",
    ],
  },
  jewellery: {
    title: "Joyas",
    tips: [
      "Póntela en último lugar, después de la crema y el perfume, y quítatela la primera.",
      "Quítatela para hacer deporte, ducharte y dormir.",
      "Cada pieza en su bolsita o caja: así no se rayan entre sí.",
    ],
  },
  cosmetics: {
    title: "Para tu piel",
    tips: [
      "Si tienes la piel sensible, prueba primero un poco en la cara interna del brazo.",
      "El número del símbolo del tarro abierto, en el envase, dice cuántos meses dura una vez abierto.",
      "Guárdalo cerrado, lejos del calor y del sol.",
    ],
  },
  food: {
    title: "Para comer y beber",
    tips: [
      "Bien cerrado, en seco y lejos del fuego: así se conserva casi todo.",
      "Lo que dice el envase sobre su conservación va antes que cualquier regla general.",
      "¿Has encontrado tu manera de servirlo? Responde y cuéntanosla.",
    ],
  },
  general: {
    title: "Los primeros días",
    tips: [
      "Míralo bien mientras es nuevo y responde a este correo si algo no está como debería.",
      "Guarda el folleto o la etiqueta: ahí pone cómo cuidarlo.",
      "Guarda el embalaje hasta que tengas claro que te lo quedas.",
    ],
  },
};
