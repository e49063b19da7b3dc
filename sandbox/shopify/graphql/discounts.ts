import { minorUnits } from "~/events/money";
import { discountOf } from "../../store/discounts";
import { idBase } from "../../store/id-base";
import type { Discount } from "../../store/types";
import { type ConnectionArguments, connection } from "./connection";
import { type Fields, gid, type World } from "./world";

interface BasicInput {
  readonly title?: string;
  readonly code?: string;
  readonly startsAt?: string;
  readonly endsAt?: string | null;
  readonly usageLimit?: number | null;
  readonly customerGets?: {
    readonly value?: {
      readonly percentage?: number;
      readonly discountAmount?: { readonly amount: string };
    };
  };
  readonly minimumRequirement?: { readonly subtotal?: { readonly greaterThanOrEqualToSubtotal?: string } };
}

/** A bulk creation: what was asked for, made when it is first looked at, as Shopify makes codes after it has answered. */
interface Batch {
  readonly id: string;
  readonly discount: Discount;
  readonly codes: readonly { readonly code: string; error: string | null }[];
  done: boolean;
}

/** Shopify's own limit of a call. */
const MOST_CODES = 250;

/** Amount-off discounts with codes: creation, codes in bulk, and what became of them. Needs write_discounts. */
export function discountFields(world: World): Fields {
  const { state } = world.store;
  const { currency } = state.shop;
  const batches = new Map<string, Batch>();
  const isAllowed = () => world.scopes.split(",").includes("write_discounts");
  const node = (discount: Discount): Fields => ({ __typename: "DiscountCodeNode", id: discountId(discount) });
  const byId = (id: string) => state.discounts.find((discount) => discountId(discount) === id);

  return {
    discountCodeBasicCreate: ({ basicCodeDiscount: asked }: { basicCodeDiscount: BasicInput }): Fields => {
      world.faults.strike("discountCodeBasicCreate");
      const refuse = (field: string, message: string, code: string): Fields => ({
        codeDiscountNode: null,
        userErrors: [{ field: ["basicCodeDiscount", field], message, code, extraInfo: null }],
      });
      if (!isAllowed()) return refuse("base", "Access denied: write_discounts is needed.", "INVALID");
      if (!asked.code) return refuse("code", "Code can't be blank", "BLANK");
      if (!asked.startsAt) return refuse("startsAt", "Starts at can't be blank", "BLANK");
      if (discountOf(world.store, asked.code))
        return refuse("code", "Code must be unique. Please try a different code.", "TAKEN");
      if (asked.endsAt && asked.endsAt <= asked.startsAt) {
        return refuse("endsAt", "Ends at needs to be after starts_at", "END_DATE_BEFORE_START_DATE");
      }
      const { percentage, discountAmount } = asked.customerGets?.value ?? {};
      if (percentage === undefined && !discountAmount) return refuse("customerGets", "Value can't be blank", "BLANK");
      const minimum = asked.minimumRequirement?.subtotal?.greaterThanOrEqualToSubtotal;
      const discount: Discount = {
        id: world.store.newId(idBase.order),
        title: asked.title ?? asked.code,
        percentage: percentage ?? null,
        amountMinor: discountAmount ? minorUnits(discountAmount.amount, currency) : 0,
        minimumMinor: minimum ? minorUnits(minimum, currency) : 0,
        usageLimit: asked.usageLimit ?? null,
        startsAt: new Date(asked.startsAt).toISOString(),
        endsAt: asked.endsAt ? new Date(asked.endsAt).toISOString() : null,
        codes: [asked.code],
      };
      state.discounts.push(discount);
      world.store.changed();
      return { codeDiscountNode: node(discount), userErrors: [] };
    },
    codeDiscountNodeByCode: ({ code }: { code: string }) => {
      const found = discountOf(world.store, code);
      return found ? node(found) : null;
    },
    discountRedeemCodeBulkAdd: ({
      discountId: id,
      codes,
    }: {
      discountId: string;
      codes: { code: string }[];
    }): Fields => {
      world.faults.strike("discountRedeemCodeBulkAdd");
      const refuse = (field: string, message: string): Fields => ({
        bulkCreation: null,
        userErrors: [{ field: [field], message, code: "INVALID", extraInfo: null }],
      });
      const discount = byId(id);
      if (!discount) return refuse("discountId", "Code discount does not exist.");
      if (codes.length > MOST_CODES) return refuse("codes", `The number of codes cannot exceed ${MOST_CODES}.`);
      const batch: Batch = {
        id: gid("DiscountRedeemCodeBulkCreation", world.store.newId(idBase.order)),
        discount,
        codes: codes.map(({ code }) => ({ code, error: null })),
        done: false,
      };
      batches.set(batch.id, batch);
      return { bulkCreation: batchNode(batch), userErrors: [] };
    },
    discountRedeemCodeBulkCreation: ({ id }: { id: string }) => {
      const batch = batches.get(id);
      if (!batch) return null;
      if (!batch.done) makeCodes(batch);
      return batchNode(batch);
    },
  };

  function makeCodes(batch: Batch): void {
    for (const one of batch.codes) {
      if (discountOf(world.store, one.code)) one.error = "Code must be unique. Please try a different code.";
      else batch.discount.codes.push(one.code);
    }
    batch.done = true;
    world.store.changed();
  }

  function batchNode({ id, codes, done, discount }: Batch): Fields {
    const failed = codes.filter(({ error }) => error !== null).length;
    return {
      __typename: "DiscountRedeemCodeBulkCreation",
      id,
      done,
      codesCount: codes.length,
      failedCount: failed,
      importedCount: done ? codes.length - failed : 0,
      discountCode: node(discount),
      codes: (asked: ConnectionArguments) =>
        connection(
          codes,
          asked,
          ({ code }) => code,
          ({ code, error }) => ({
            __typename: "DiscountRedeemCodeBulkCreationCode",
            code,
            errors: error === null ? [] : [{ field: ["code"], message: error, code: "TAKEN", extraInfo: null }],
            discountRedeemCode:
              done && error === null
                ? { __typename: "DiscountRedeemCode", id: gid("DiscountRedeemCode", code), code }
                : null,
          }),
        ),
    };
  }
}

const discountId = ({ id }: Discount): string => gid("DiscountCodeNode", id);
