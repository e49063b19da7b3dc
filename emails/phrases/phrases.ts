import type { Translated } from "~/content/language";
import type { Phrases } from "~/content/phrases";
import { de } from "./de";
import { en } from "./en";
import { es } from "./es";
import { fr } from "./fr";
import { ja } from "./ja";

/** What all mails say in the same words. */
export const phrases: Translated<Phrases> = { en, de, fr, es, ja };
