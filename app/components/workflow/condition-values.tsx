import { Select } from "@shopify/polaris";
import { useState } from "react";
import { countryName, languageName } from "~/place-names";
import type { ConditionForm } from "~/reports/condition-form";
import type { SimpleCondition } from "~/workflows/condition";
import { NumberInput } from "../segments/number-input";
import { type Choice, ValuePicker } from "../segments/value-picker";
import { answerCondition } from "./condition-kinds";
import { FieldValues } from "./field-values";
import { OneOf } from "./one-of";

type Of<Is extends SimpleCondition["is"]> = Extract<SimpleCondition, { is: Is }>;

interface ValuesProps<C extends SimpleCondition = SimpleCondition> {
  readonly asked: C;
  readonly onChange: (asked: SimpleCondition) => void;
  readonly form: ConditionForm;
}

/** What follows a condition's kind: which segment, how many, in which mail. */
export function ConditionValues({ asked, onChange, form }: ValuesProps) {
  switch (asked.is) {
    case "orders-count":
      return <Orders asked={asked} onChange={onChange} form={form} />;
    case "in-segment":
      return (
        <OneOf
          label="Segment"
          from={form.segments}
          value={asked.segmentId}
          onChange={(segmentId) => onChange({ is: "in-segment", segmentId })}
        />
      );
    case "stage":
      return (
        <ValuePicker
          label="Stages"
          from={form.stages}
          chosen={form.stages.filter(({ value }) => asked.of.some((stage) => stage === value))}
          onChange={(chosen) => onChange({ is: "stage", of: stagesIn(chosen) })}
          error={undefined}
        />
      );
    case "profile":
      return <Profile asked={asked} onChange={onChange} form={form} />;
    case "field":
      return <FieldValues asked={asked} onChange={onChange} form={form} />;
    case "about-product":
      return <AboutProduct asked={asked} onChange={onChange} form={form} />;
    case "clicked":
    case "opened":
      return (
        <OneOf
          label="Mail"
          from={form.mails}
          value={asked.step}
          onChange={(step) => onChange({ is: asked.is, step })}
        />
      );
    case "happened":
      return (
        <OneOf
          label="Wait"
          from={form.waits}
          value={asked.step}
          onChange={(step) => onChange({ is: "happened", step })}
        />
      );
    case "answered":
      return (
        <OneOf
          label="Answer"
          from={form.answers}
          value={`${asked.step}:${asked.answer}`}
          onChange={(value) => onChange(answerCondition(value))}
        />
      );
    default:
      return null;
  }
}

const knownStages = ["prospect", "new", "active", "loyal", "at-risk", "lapsed", "lost"] as const;

const stagesIn = (chosen: readonly Choice[]) =>
  knownStages.filter((stage) => chosen.some(({ value }) => value === stage));

const bounds = [
  { value: "at-least", label: "at least" },
  { value: "at-most", label: "at most" },
  { value: "exactly", label: "exactly" },
] as const;

function Orders({ asked, onChange }: ValuesProps<Of<"orders-count">>) {
  const opOf = (chosen: string) => bounds.find(({ value }) => value === chosen)?.value ?? "at-least";
  return (
    <>
      <Select
        label="Bound"
        labelHidden
        options={[...bounds]}
        value={asked.op}
        onChange={(op) => onChange({ ...asked, op: opOf(op) })}
      />
      <NumberInput
        label="Orders"
        suffix="orders"
        value={asked.count}
        onChange={(count) => onChange({ ...asked, count })}
        error={undefined}
      />
    </>
  );
}

const places = [
  { value: "country", label: "lives in the country", names: countryName, from: "country" },
  { value: "region", label: "lives in the region", names: String, from: "region" },
  { value: "city", label: "lives in the city", names: String, from: "city" },
  { value: "locale", label: "reads", names: languageName, from: "language" },
] as const;

function Profile({ asked, onChange }: ValuesProps<Of<"profile">>) {
  const place = places.find(({ value }) => value === asked.field) ?? places[0];
  return (
    <>
      <OneOf
        label="Where or what"
        from={places.map(({ value, label }) => ({ value, label }))}
        value={asked.field}
        onChange={(chosen) => {
          const field = places.find(({ value }) => value === chosen)?.value;
          if (field) onChange({ is: "profile", field, of: [] });
        }}
      />
      <ValuePicker
        key={place.value}
        label="One of these"
        from={place.from}
        chosen={asked.of.map((value) => ({ value, label: place.names(value) }))}
        onChange={(chosen) => onChange({ ...asked, of: chosen.map(({ value }) => value) })}
        error={undefined}
      />
    </>
  );
}

const products = [
  { value: "collection", label: "the collection", from: "collection" },
  { value: "type", label: "the type", from: "product-type" },
  { value: "tag", label: "the tag", from: "product-tag" },
  { value: "product", label: "the product", from: "product" },
] as const;

/** Ids mean nothing to a person: what a product is called is remembered from when it was chosen. */
function AboutProduct({ asked, onChange, form }: ValuesProps<Of<"about-product">>) {
  const kind = products.find(({ value }) => value === asked.by) ?? products[0];
  const [picked, setPicked] = useState(form.products);
  const nameOf = (value: string) => picked.find((one) => one.value === value)?.label ?? value;
  return (
    <>
      <OneOf
        label="By"
        from={products.map(({ value, label }) => ({ value, label }))}
        value={asked.by}
        onChange={(chosen) => {
          const by = products.find(({ value }) => value === chosen)?.value;
          if (by) onChange({ is: "about-product", by, of: [] });
        }}
      />
      <ValuePicker
        key={kind.value}
        label="One of these"
        from={kind.from}
        chosen={asked.of.map((value) => ({ value, label: asked.by === "product" ? nameOf(value) : value }))}
        onChange={(chosen) => {
          setPicked([...picked, ...chosen]);
          onChange({ ...asked, of: chosen.map(({ value }) => value) });
        }}
        error={undefined}
      />
    </>
  );
}
