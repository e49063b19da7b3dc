import { Form } from "@remix-run/react";
import { Button, InlineStack } from "@shopify/polaris";
import { FormField } from "./form-field";
import { FormSelect } from "./form-select";

interface Choice {
  readonly value: string;
  readonly label: string;
}

interface SuppressionFilterProps {
  readonly search: string;
  readonly reason: string;
  readonly source: string;
  /** Days of the shop's zone, YYYY-MM-DD; empty: no end. */
  readonly from: string;
  readonly until: string;
  readonly reasons: readonly Choice[];
  readonly sources: readonly Choice[];
}

/** What of the list is shown; each choice stands in the page's address. */
export function SuppressionFilter({ search, reason, source, from, until, reasons, sources }: SuppressionFilterProps) {
  const any = { value: "", label: "Any" };
  return (
    <Form role="search">
      <InlineStack gap="200" blockAlign="end">
        <FormField name="q" label="Address" type="search" saved={search} />
        <FormSelect name="reason" label="Why" saved={reason} options={[any, ...reasons]} />
        {sources.length > 0 && (
          <FormSelect name="source" label="Known from" saved={source} options={[any, ...sources]} />
        )}
        <FormField name="from" label="From" type="date" saved={from} />
        <FormField name="until" label="Until" type="date" saved={until} />
        <Button submit>Search</Button>
        {(search || reason || source || from || until) && <Button url="/app/suppressions">Clear all</Button>}
      </InlineStack>
    </Form>
  );
}
