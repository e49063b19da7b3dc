import { BlockStack, Box, Button, InlineStack, Select, Text } from "@shopify/polaris";
import { DeleteIcon, PlusIcon } from "@shopify/polaris-icons";
import type { Condition, Group, Rule } from "~/contacts/segments/expression";
import { ConditionFields } from "./condition-fields";
import { blankCondition, type ConditionKind, kindGroups, kindOf } from "./condition-kinds";
import { useErrorAt } from "./rule-form";

interface RuleGroupProps {
  readonly group: Group;
  readonly onChange: (group: Group) => void;
  /** Absent for the outermost group, which cannot go. */
  readonly onRemove?: () => void;
  /** Where it stands in the rule: "", "rules.1", … */
  readonly path: string;
  /** How many more levels may stand in it. */
  readonly levelsLeft: number;
}

/** Conditions of which all, any or none hold; groups may stand in groups. */
export function RuleGroup({ group, onChange, onRemove, path, levelsLeft }: RuleGroupProps) {
  const isOutermost = onRemove === undefined;
  const emptyError = useErrorAt(placeIn(path, "rules"));
  const replace = (index: number, rule: Rule) => onChange({ ...group, rules: group.rules.with(index, rule) });
  const remove = (index: number) => onChange({ ...group, rules: group.rules.toSpliced(index, 1) });
  const add = (rule: Rule) => onChange({ ...group, rules: [...group.rules, rule] });
  const first = blankCondition("ordered");
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <Text as="legend" visuallyHidden>
        {isOutermost ? "Who is in the segment" : "Group of conditions"}
      </Text>
      <Box {...(!isOutermost && { background: "bg-surface-secondary", borderRadius: "200", padding: "300" })}>
        <BlockStack gap="300">
          <InlineStack gap="200" blockAlign="center" align="space-between" wrap={false}>
            <Select
              label={isOutermost ? "How the conditions are joined" : "How the group's conditions are joined"}
              labelHidden
              options={[
                { value: "all", label: "All of these are true" },
                { value: "any", label: "Any of these is true" },
                { value: "none", label: "None of these is true" },
              ]}
              value={group.match}
              onChange={(match) => onChange({ ...group, match: match === "any" || match === "none" ? match : "all" })}
            />
            {onRemove && (
              <Button variant="tertiary" icon={DeleteIcon} accessibilityLabel="Remove this group" onClick={onRemove} />
            )}
          </InlineStack>
          {group.rules.map((rule, index) => {
            const place = placeIn(path, `rules.${index}`);
            return rule.is === "group" ? (
              <RuleGroup
                key={index}
                group={rule}
                onChange={(next) => replace(index, next)}
                onRemove={() => remove(index)}
                path={place}
                levelsLeft={levelsLeft - 1}
              />
            ) : (
              <ConditionRow
                key={index}
                condition={rule}
                onChange={(next) => replace(index, next)}
                onRemove={group.rules.length > 1 || !isOutermost ? () => remove(index) : null}
                path={place}
              />
            );
          })}
          {group.rules.length === 0 && emptyError && (
            <Text as="p" tone="critical">
              {emptyError}
            </Text>
          )}
          <InlineStack gap="200">
            <Button icon={PlusIcon} onClick={() => add(first)}>
              Add condition
            </Button>
            {levelsLeft > 0 && (
              <Button variant="plain" onClick={() => add({ is: "group", match: "any", rules: [first] })}>
                Add group
              </Button>
            )}
          </InlineStack>
        </BlockStack>
      </Box>
    </fieldset>
  );
}

interface ConditionRowProps {
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
  /** Null for the only one there is. */
  readonly onRemove: (() => void) | null;
  readonly path: string;
}

function ConditionRow({ condition, onChange, onRemove, path }: ConditionRowProps) {
  const kinds = kindGroups.flatMap(({ options }) => options);
  const change = (chosen: string) => {
    const kind: ConditionKind | undefined = kinds.find(({ value }) => value === chosen)?.value;
    if (kind) onChange(blankCondition(kind));
  };
  return (
    <InlineStack gap="200" align="space-between" blockAlign="start" wrap={false}>
      <InlineStack gap="200" align="start" blockAlign="start">
        <Select
          label="Condition"
          labelHidden
          options={kindGroups.map(({ title, options }) => ({ title, options: [...options] }))}
          value={kindOf(condition)}
          onChange={change}
        />
        <ConditionFields key={kindOf(condition)} condition={condition} onChange={onChange} path={path} />
      </InlineStack>
      {onRemove && (
        <Button variant="tertiary" icon={DeleteIcon} accessibilityLabel="Remove this condition" onClick={onRemove} />
      )}
    </InlineStack>
  );
}

function placeIn(path: string, place: string): string {
  return path === "" ? place : `${path}.${place}`;
}
