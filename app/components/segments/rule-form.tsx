import { createContext, useContext } from "react";
import type { Choice } from "./value-picker";

/** What every row of a rule needs to know. */
export interface RuleForm {
  readonly currency: string;
  /** How many decimals the currency has. */
  readonly currencyDigits: number;
  readonly stages: readonly Choice[];
  readonly consents: readonly Choice[];
  /** What is wrong, by the place in the rule: "rules.0.times.count". */
  readonly errors: Readonly<Record<string, string>>;
}

const RuleFormContext = createContext<RuleForm>({
  currency: "USD",
  currencyDigits: 2,
  stages: [],
  consents: [],
  errors: {},
});

export const RuleFormProvider = RuleFormContext.Provider;

export function useRuleForm(): RuleForm {
  return useContext(RuleFormContext);
}

/** What is wrong at a place of the rule or within it. */
export function useErrorAt(path: string): string | undefined {
  const { errors } = useRuleForm();
  return Object.entries(errors).find(([place]) => place === path || place.startsWith(`${path}.`))?.[1];
}
