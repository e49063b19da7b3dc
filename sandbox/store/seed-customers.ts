import { idBase } from "./id-base";
import { firstNames, homes, lastNames } from "./people";
import type { SeedSize } from "./seed";
import type { Chance } from "./seeded-random";
import type { Customer } from "./types";

const DAY = 86_400_000;

/** What goes wrong in real customer lists: slips of the finger, shared mailboxes, addresses for a day. */
const oddAddresses = [
  (name: string) => `${name}@gmial.com`,
  (name: string) => `${name}@hotmial.com`,
  (name: string) => `info@${name.replace(".", "-")}.example`,
  (name: string) => `${name}@mailinator.com`,
];

/** People who came one by one since somewhat before the shop's oldest orders; most agreed to mails, some never bought. */
export function seedCustomers(chance: Chance, today: Date, { customers, days }: SeedSize): Customer[] {
  return Array.from({ length: customers }, (_, index) => {
    const ago = 0.5 + chance.next() * days * 1.25;
    return seedCustomer(chance, index, new Date(today.getTime() - ago * DAY).toISOString());
  });
}

function seedCustomer(chance: Chance, index: number, createdAt: string): Customer {
  const firstName = firstNames[index % firstNames.length] ?? "Ada";
  const lastName = lastNames[Math.floor(index / firstNames.length + index * 7) % lastNames.length] ?? "Berg";
  const [city, zip, street, country, countryCode, locale] = chance.pick(homes);
  const state = chance.weighted([
    ["SUBSCRIBED", 58],
    ["NOT_SUBSCRIBED", 30],
    ["UNSUBSCRIBED", 9],
    ["PENDING", 3],
  ] as const);
  const id = String(idBase.customer + (index + 1) * 997);
  const name = `${firstName}.${lastName}`
    .normalize("NFD")
    .replace(/[^a-z.]/gi, "")
    .toLowerCase()
    .concat(String(index));
  const isNameless = chance.happens(0.03);
  return {
    id,
    email: chance.happens(0.012) ? chance.pick(oddAddresses)(name) : `${name}@example.com`,
    firstName: isNameless ? null : firstName,
    lastName: isNameless ? null : lastName,
    locale,
    tags: index % 25 === 0 ? ["vip"] : [],
    address:
      isNameless || chance.happens(0.03)
        ? null
        : {
            id: String(Number(id) + 1),
            firstName,
            lastName,
            address1: `${street} ${chance.between(1, 90)}`,
            city,
            zip,
            country,
            countryCode,
          },
    createdAt,
    updatedAt: createdAt,
    consent: {
      state,
      optInLevel: state === "NOT_SUBSCRIBED" ? null : "SINGLE_OPT_IN",
      updatedAt: state === "NOT_SUBSCRIBED" ? null : createdAt,
    },
  };
}
