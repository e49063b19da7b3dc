import type { Shop } from "@prisma/client";
import { pool } from "~/db.server";
import { formatMoney } from "~/events/money";
import { type OfferEffect, offerEffect, TEST_DAYS, type TestGroup, type TestGroups } from "~/offers/offer-test";
import { loadOfferTest } from "~/offers/offer-trials";

/** What a test of codes says of one kind of shoppers; money and shares written out. */
export interface OfferTestRow {
  readonly key: string;
  readonly title: string;
  readonly withCode: GroupWords;
  readonly without: GroupWords;
  /** "−€2.10, between −€3.40 and −€0.80"; a dash while too few took part. */
  readonly difference: string;
  readonly verdict: string;
}

/** One side of the test. */
export interface GroupWords {
  readonly shoppers: number;
  readonly bought: string;
  /** Paid on average, after what codes took off. */
  readonly paid: string;
}

export interface OfferTestReport {
  /** Days after a mail in which orders count. */
  readonly days: number;
  readonly rows: readonly OfferTestRow[];
}

/** What the test of codes has shown so far; null before it was first weighed. */
export async function offerTestReport(shop: Pick<Shop, "shopId" | "currency">): Promise<OfferTestReport | null> {
  const test = await loadOfferTest(pool, shop.shopId);
  if (!test) return null;
  const money = (minor: number) => formatMoney(Math.round(minor), shop.currency, "en");
  return {
    days: TEST_DAYS,
    rows: [
      {
        key: "likely",
        title: "Paid the full price lately",
        ...rowOf(test.likely, money),
        verdict: likelyWords(test.likely),
      },
      { key: "others", title: "All others", ...rowOf(test.others, money), verdict: othersWords(test.others) },
    ],
  };
}

type Money = (minor: number) => string;

function rowOf(groups: TestGroups, money: Money) {
  const effect = offerEffect(groups);
  return {
    withCode: groupWords(groups.withCode, money),
    without: groupWords(groups.without, money),
    difference: effect ? differenceWords(effect, money) : "–",
  };
}

function groupWords({ contacts, buyers, mean }: TestGroup, money: Money): GroupWords {
  const share = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });
  return {
    shoppers: contacts,
    bought: contacts === 0 ? "–" : share.format(buyers / contacts),
    paid: contacts === 0 ? "–" : money(mean),
  };
}

function differenceWords({ difference, low, high }: OfferEffect, money: Money): string {
  // The joiner keeps a line from ending between a sign and its money.
  const signed = (minor: number) =>
    Math.round(minor) > 0 ? `+\u2060${money(minor)}` : money(minor).replace("-", "−\u2060");
  return `${signed(difference)}, between ${signed(low)} and ${signed(high)}`;
}

function likelyWords(groups: TestGroups): string {
  switch (offerEffect(groups)?.verdict) {
    case "costs":
      return "They pay less with a code and buy no more: they get none from now on.";
    case "pays":
      return "Codes bring more than they take off: they go on getting them.";
    case "open":
      return "Not clear yet: they go on getting codes.";
    default:
      return "Too few took part so far: 100 with and 100 without are the least.";
  }
}

function othersWords(groups: TestGroups): string {
  switch (offerEffect(groups)?.verdict) {
    case "costs":
      return "Codes take off more than they bring. Consider leaving the offer out of its mails.";
    case "pays":
      return "Codes bring more than they take off.";
    case "open":
      return "Not clear yet.";
    default:
      return "Too few took part so far: 100 with and 100 without are the least.";
  }
}
