import { Text, TextField } from "@shopify/polaris";
import type { Condition } from "~/contacts/segments/expression";
import { countryName, languageName } from "~/place-names";
import { CustomFields } from "./custom-fields";
import { AboutFields, BoundField, TimesFields, WhenFields } from "./deed-fields";
import { NumberInput } from "./number-input";
import { useErrorAt, useRuleForm } from "./rule-form";
import { type Choice, ValuePicker } from "./value-picker";

interface ConditionFieldsProps<T extends Condition = Condition> {
  readonly condition: T;
  readonly onChange: (condition: Condition) => void;
  readonly path: string;
}

/** What follows the first choice of a row, so that the whole reads as a sentence. */
export function ConditionFields({ condition, onChange, path }: ConditionFieldsProps) {
  const { stages, consents } = useRuleForm();
  const error = useErrorAt(path);
  switch (condition.is) {
    case "did":
    case "reacted":
    case "reported":
      return <Deed condition={condition} onChange={onChange} path={path} />;
    case "spent":
      return <Spent condition={condition} onChange={onChange} path={path} />;
    case "intent":
      return (
        <>
          <BoundField label="Points: bound" value={condition.at} onChange={(at) => onChange({ ...condition, at })} />
          <NumberInput
            label="Points"
            suffix="points"
            step={0.5}
            value={condition.score}
            onChange={(score) => onChange({ ...condition, score })}
            error={error}
          />
          <Text as="span" variant="bodySm" tone="subdued">
            A product view is 1, a click in a mail 2, a product in the cart 3, a checkout 4; points halve every week.
          </Text>
        </>
      );
    case "stage":
      return (
        <Known
          label="Stages"
          from={stages}
          values={condition.of}
          error={error}
          onChange={(of) => onChange({ ...condition, of })}
        />
      );
    case "consent":
      return (
        <Known
          label="Consent"
          from={consents}
          values={condition.of}
          error={error}
          onChange={(of) => onChange({ ...condition, of })}
        />
      );
    case "tagged":
      return (
        <ValuePicker
          label="Customer tags"
          from="customer-tag"
          chosen={condition.of.map(asChoice)}
          onChange={(chosen) => onChange({ ...condition, of: chosen.map(({ value }) => value) })}
          error={error}
        />
      );
    case "profile":
      return (
        <ValuePicker
          label={placeLabels[condition.field]}
          from={condition.field}
          chosen={condition.of.map((value) => ({ value, label: placeNames[condition.field](value) }))}
          onChange={(chosen) => onChange({ ...condition, of: chosen.map(({ value }) => value) })}
          error={error}
        />
      );
    case "custom":
      return <CustomFields condition={condition} onChange={onChange} path={path} />;
    case "shopify-segment": {
      const { id, name } = condition.segment;
      return (
        <ValuePicker
          label="Segment of Shopify"
          from="shopify-segment"
          isSingle
          chosen={id === "" ? [] : [{ value: id, label: name }]}
          onChange={([one]) => onChange({ ...condition, segment: { id: one?.value ?? "", name: one?.label ?? "" } })}
          error={error}
        />
      );
    }
  }
}

const asChoice = (value: string): Choice => ({ value, label: value });

const placeLabels = { country: "Countries", region: "Regions", city: "Cities", language: "Languages" } as const;
const placeNames = { country: countryName, language: languageName, region: String, city: String } as const;

/** Some of a few values that are known beforehand. */
function Known<T extends string>(props: {
  readonly label: string;
  readonly from: readonly Choice[];
  readonly values: readonly T[];
  readonly error: string | undefined;
  readonly onChange: (values: T[]) => void;
}) {
  const { label, from, values, error, onChange } = props;
  const isOne = (value: string): value is T => from.some((choice) => choice.value === value);
  return (
    <ValuePicker
      label={label}
      from={from}
      chosen={from.filter(({ value }) => values.some((one) => one === value))}
      onChange={(chosen) => onChange(chosen.map(({ value }) => value).filter(isOne))}
      error={error}
    />
  );
}

function Deed({
  condition,
  onChange,
  path,
}: ConditionFieldsProps<Extract<Condition, { is: "did" | "reacted" | "reported" }>>) {
  const nameError = useErrorAt(`${path}.event`);
  return (
    <>
      {condition.is === "reported" && (
        <TextField
          label="Name of the event"
          labelHidden
          placeholder="loyalty.joined"
          autoComplete="off"
          value={condition.event}
          onChange={(event) => onChange({ ...condition, event })}
          error={nameError}
        />
      )}
      {condition.is === "did" && (
        <AboutFields
          value={condition.about}
          onChange={(about) => onChange({ ...condition, about })}
          path={`${path}.about`}
        />
      )}
      <TimesFields
        value={condition.times}
        onChange={(times) => onChange({ ...condition, times })}
        path={`${path}.times`}
      />
      <WhenFields value={condition.when} onChange={(when) => onChange({ ...condition, when })} path={`${path}.when`} />
    </>
  );
}

function Spent({ condition, onChange, path }: ConditionFieldsProps<Extract<Condition, { is: "spent" }>>) {
  const { currency, currencyDigits } = useRuleForm();
  const minor = 10 ** currencyDigits;
  return (
    <>
      <BoundField label="Amount: bound" value={condition.at} onChange={(at) => onChange({ ...condition, at })} />
      <NumberInput
        label="Amount"
        prefix={currency}
        step={1}
        value={condition.amountMinor / minor}
        onChange={(amount) => onChange({ ...condition, amountMinor: Math.round(amount * minor) })}
        error={useErrorAt(`${path}.amountMinor`)}
      />
      <AboutFields
        value={condition.about}
        onChange={(about) => onChange({ ...condition, about })}
        path={`${path}.about`}
      />
      <WhenFields value={condition.when} onChange={(when) => onChange({ ...condition, when })} path={`${path}.when`} />
    </>
  );
}
