import { now } from "~/clock";
import type { Sql } from "~/db.server";
import { type Favourite, favouritesOf } from "./favourites";
import { type BrowsingModel, browsingModel } from "./models/browsing-model";
import { nobody, type Person } from "./person";
import type { ListKind } from "./product-list";
import { type Ranking, rank } from "./rank";
import { readCandidates, readLists } from "./read-candidates";
import { readPeople } from "./read-people";
import type { Recommendation, RecommendationRequest } from "./recommendation";
import { pinnedProducts, readRules } from "./rule-store";
import { type Known, seedsOf, stepsOf } from "./sources";

/**
 * Products for a batch of mails of one shop, by the requests' keys. Stock, price and publication are as they were told
 * last. A shop with too few products gives fewer than asked for, or none; it never fails for that.
 */
export async function recommend(
  sql: Sql,
  shopId: number,
  requests: readonly RecommendationRequest[],
): Promise<Map<string, Recommendation[]>> {
  const rankings = await rankFor(sql, shopId, requests, now());
  return new Map([...rankings].map(([key, { picks }]) => [key, picks.map(({ recommendation }) => recommendation)]));
}

/** The same with all that spoke for and against each product. A batch takes some queries, however many mails it has. */
export async function rankFor(
  sql: Sql,
  shopId: number,
  requests: readonly RecommendationRequest[],
  at: Date,
): Promise<Map<string, Ranking>> {
  if (requests.length === 0) return new Map();
  const contactIds = [...new Set(requests.flatMap(({ contactId }) => contactId ?? []))];
  const people = await readPeople(sql, shopId, contactIds, at);
  const rules = await readRules(sql, shopId);
  const pinned = await pinnedProducts(sql, shopId, rules);
  const isBrowsed = requests.some(({ contactId }) => people.get(contactId ?? "")?.viewed.length);
  const model = isBrowsed ? await browsingModel(sql, shopId) : null;
  const asked = requests.map((request) => {
    const person = people.get(request.contactId ?? "") ?? nobody;
    return { request, person, next: model ? nextFor(request, person, model, at) : [] };
  });
  const { lists, productIds } = await readLists(sql, shopId, wantedLists(asked, at));
  const products = await readCandidates(
    sql,
    shopId,
    new Set([
      ...productIds,
      ...pinned,
      ...asked.flatMap(({ request, person, next }) => [
        ...seedsOf(request, person),
        ...person.viewed.map(({ productId }) => productId),
        ...person.bought.map(({ productId }) => productId),
        ...next.map(({ productId }) => productId),
      ]),
    ]),
  );
  return new Map(
    asked.map(({ request, person, next }) => [
      request.key,
      rank(request, { lists, person, products, next, at, rules, pinned }),
    ]),
  );
}

interface Asked {
  readonly request: RecommendationRequest;
  readonly person: Person;
}

const ofShop: readonly ListKind[] = ["buy-again", "trending", "best-sellers", "new", "range"];
const ofProducts: readonly ListKind[] = ["bought-together", "similar", "seen-together"];

function wantedLists(asked: readonly Asked[], at: Date): Map<ListKind, Set<string>> {
  const wanted = new Map<ListKind, Set<string>>(ofShop.map((kind) => [kind, new Set([""])]));
  const seeds = new Set(asked.flatMap(({ request, person }) => seedsOf(request, person)));
  for (const kind of ofProducts) wanted.set(kind, seeds);
  const favourites = asked.flatMap(({ person }) => favouritesOf(person, at));
  const namesIn = (list: Favourite["list"]) => favourites.flatMap((one) => (one.list === list ? [one.name] : []));
  wanted.set("best-of-type", new Set(namesIn("best-of-type")));
  const collections = asked.flatMap(({ request }) => request.collection ?? []);
  wanted.set("best-of-collection", new Set([...collections, ...namesIn("best-of-collection")]));
  return wanted;
}

/** More than a mail shows, so that enough are left. */
const NEXT_KEPT = 20;
/** A mail is made a while after the last view; what was looked at long before that says little. */
const MOST_VIEWS = 20;

function nextFor(request: RecommendationRequest, person: Person, model: BrowsingModel, at: Date): Known["next"] {
  const asks = stepsOf[request.picks].some((step) => "viewed-next" in step);
  // Oldest first, as they were made.
  const views = person.viewed
    .slice(0, MOST_VIEWS)
    .flatMap(({ productId }) => model.indexOf.get(productId) ?? [])
    .reverse();
  if (!asks || views.length === 0) return [];
  const { indexes, scores } = model.next.after(views, at.getTime() / 1_000, NEXT_KEPT, model.setting);
  return indexes.flatMap((index, place) => {
    const productId = model.productIds[index];
    return productId === undefined || views.includes(index) ? [] : [{ productId, score: scores[place] ?? 0 }];
  });
}
