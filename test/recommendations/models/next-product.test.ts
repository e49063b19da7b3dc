import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseSetting } from "~/recommendations/models/choose-setting";
import { NextProduct } from "~/recommendations/models/next-product";
import {
  firstSetting,
  mixesOf,
  neighbourhoodNames,
  type SessionSetting,
  sessionSetting,
} from "~/recommendations/models/session-setting";
import { Sessions } from "~/recommendations/models/sessions";

const PRODUCTS = 8;

const settings = neighbourhoodNames.flatMap(mixesOf);

function sessionsOf(past: readonly (readonly number[])[], everySeconds = 86_400): Sessions {
  const sessions = new Sessions();
  for (const [index, products] of past.entries()) sessions.add(products, index * everySeconds);
  return sessions;
}

describe("the next product", () => {
  const past = [
    [0, 1, 2],
    [0, 1, 2],
    [5, 6],
    [0, 4],
  ];
  const model = new NextProduct(sessionsOf(past), PRODUCTS);

  it.each(neighbourhoodNames)("is what comes near after the same views, by %s", (name) => {
    const setting = sessionSetting(name);
    expect(
      model.after([0, 1], 4 * 86_400, 1, { ...setting, ageDays: 1_000 }).indexes.filter((one) => one > 1),
    ).not.toContain(4);
    expect(model.after([3], 4 * 86_400, 5, setting)).toEqual({ indexes: [], scores: [] });
  });

  it("is the published sum over all sessions, whatever they are", () => {
    const session = fc.array(fc.nat(PRODUCTS - 1), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(session, { maxLength: 20 }),
        session,
        fc.constantFrom(...settings),
        (sessions, views, setting) => {
          const at = sessions.length * 86_400;
          const { indexes, scores } = new NextProduct(sessionsOf(sessions), PRODUCTS).after(
            views,
            at,
            PRODUCTS,
            setting,
          );
          const expected = naively(sessions, views, at, setting);
          expect(indexes.toSorted()).toEqual([...expected.keys()].toSorted());
          for (const [place, product] of indexes.entries()) {
            expect(scores[place]).toBeCloseTo(expected.get(product) ?? -1, 9);
          }
        },
      ),
    );
  });

  it("hears the newest sessions when there are more than it samples, and leaves nothing behind", () => {
    const many = [...Array.from({ length: 30 }, () => [0, 1]), ...Array.from({ length: 5 }, () => [0, 2])];
    const setting: SessionSetting = { ...firstSetting, rules: 0, sample: 5, neighbours: 3 };
    const asked = new NextProduct(sessionsOf(many), PRODUCTS);
    const first = asked.after([0], 40 * 86_400, 5, setting);
    expect(first.indexes.filter((product) => product !== 0)).toEqual([2]);
    expect(asked.after([0], 40 * 86_400, 5, setting)).toEqual(first);
  });

  it("is what followed the newest view, the sooner the more, where the rules outweigh the neighbours", () => {
    const followed = new NextProduct(
      sessionsOf([
        [2, 1, 0, 3, 4],
        [0, 3, 5],
        [0, 3, 4],
      ]),
      PRODUCTS,
    );
    const { indexes } = followed.after([0], 4 * 86_400, 3, sessionSetting("rare", { rules: 4, again: 0 }));
    expect(indexes).toEqual([3, 4, 5]);
  });

  it("is nothing that was looked at already, where people never return", () => {
    const { indexes } = model.after([0, 1], 4 * 86_400, 2, sessionSetting("plain", { rules: 1, again: 0 }));
    expect(indexes[0]).toBe(2);
  });

  it("comes back from bytes as it was", () => {
    const sessions = sessionsOf(past);
    const back = Sessions.fromBytes(sessions.toBytes());
    expect(back.count).toBe(sessions.count);
    for (let session = 0; session < sessions.count; session++) {
      expect([...back.productsOf(session)]).toEqual([...sessions.productsOf(session)]);
      expect(back.endOf(session)).toBe(sessions.endOf(session));
    }
  });

  it("is asked by the first setting while there is too little of a past to choose by", async () => {
    expect(await chooseSetting(sessionsOf(past), PRODUCTS)).toBe(firstSetting);
  });
});

function naively(sessions: number[][], views: number[], at: number, setting: SessionSetting): Map<number, number> {
  const places = new Map(views.map((product, index) => [product, index + 1]));
  const weight = (product: number) => Math.exp(((places.get(product) ?? 0) - views.length) / setting.ownDecay);
  const scores = new Map<number, number>();
  for (const [index, session] of sessions.entries()) {
    const common = [...new Set(session)].filter((product) => places.has(product));
    if (common.length === 0) continue;
    const own = Math.sqrt([...places.keys()].reduce((sum, product) => sum + weight(product) ** 2, 0));
    const size = setting.similarity === "vector" ? places.size : own * Math.sqrt(new Set(session).size);
    const age = Math.exp(-(at - index * 86_400) / (setting.ageDays * 86_400));
    const likeness = (common.reduce((sum, product) => sum + weight(product), 0) / size) * age;
    const last = session.findLastIndex((product) => places.has(product));
    const newest = Math.max(...common.map((product) => places.get(product) ?? 0));
    const match = setting.matchDecay === null ? 1 : Math.exp((newest - views.length) / setting.matchDecay);
    for (const product of new Set(session)) {
      const near = Math.exp(-Math.abs(session.lastIndexOf(product) - last) / setting.distanceDecay);
      const seen = sessions.flat().filter((one) => one === product).length;
      const rare = 1 + setting.rarity * Math.log(sessions.length / seen);
      const said = Math.max(likeness * match * near * rare, Number.MIN_VALUE);
      scores.set(product, (scores.get(product) ?? 0) + said);
    }
  }
  for (const product of places.keys()) {
    const score = scores.get(product);
    if (score !== undefined) scores.set(product, Math.max(score * setting.again, Number.MIN_VALUE));
  }
  const measure = Math.max(0, ...scores.values());
  const rules = rulesOf(sessions, views.at(-1) ?? -1);
  for (const [product, rule] of setting.rules > 0 ? rules : []) {
    const said = (setting.rules * measure * rule) / Math.max(...rules.values());
    scores.set(product, (scores.get(product) ?? 0) + said);
  }
  return scores;
}

function rulesOf(sessions: number[][], newest: number): Map<number, number> {
  const rules = new Map<number, number>();
  for (const session of sessions) {
    for (const [from, before] of session.entries()) {
      for (const [to, product] of session.entries()) {
        if (before === newest && to > from) rules.set(product, (rules.get(product) ?? 0) + 1 / (to - from) ** 2);
      }
    }
  }
  return rules;
}
