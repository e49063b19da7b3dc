import { Select } from "@shopify/polaris";
import type { Choice } from "../segments/value-picker";

/** One of a few; one that has gone stays to be seen. */
export function OneOf(props: {
  readonly label: string;
  readonly from: readonly Choice[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { label, from, value, onChange } = props;
  const gone = from.some((one) => one.value === value) ? [] : [{ value, label: "(no longer there)" }];
  return <Select label={label} labelHidden options={[...from, ...gone]} value={value} onChange={onChange} />;
}
