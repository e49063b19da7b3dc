import { type AddressProblem, addressProblems, suggestionFor } from "~/contacts/address-quality";

/** What is wrong with an address, in a merchant's words. */
export const problemTitles: Readonly<Record<AddressProblem, string>> = {
  syntax: "No mail system takes this address",
  "no-domain-dot": "The domain has no dot, so it is not on the internet",
  typo: "Looks like a typing error",
  role: "A post or a group, not a person",
  disposable: "Made to be thrown away",
};

/** A problem as it was stored: its title, and the address that was probably meant. */
export function tellProblem(problem: string, email: string | null): { title: string; suggestion: string | null } {
  const known = addressProblems.find((one) => one === problem);
  return {
    title: known ? problemTitles[known] : problem,
    suggestion: known === "typo" && email ? suggestionFor(email) : null,
  };
}
