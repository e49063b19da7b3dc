import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Select, Text, Thumbnail } from "@shopify/polaris";
import { DeleteIcon } from "@shopify/polaris-icons";
import { useEffect, useState } from "react";
import { type Choice, type ChoiceKind, ValuePicker } from "~/components/segments/value-picker";
import { useToast } from "~/components/use-toast";
import type { ListedRule } from "~/reports/recommendations";

interface RulesCardProps {
  readonly rules: readonly ListedRule[];
  readonly actions: readonly Choice[];
  readonly subjects: readonly Choice[];
}

interface Answer {
  readonly toast?: string;
  readonly problem?: string;
}

/** What the merchant decides about products in all mails. */
export function RulesCard({ rules, actions, subjects }: RulesCardProps) {
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Your rules
          </Text>
          <Text as="p" tone="subdued">
            They apply from the next mail on. “Always first” takes up to half of a mail's places; “Rather than others”
            lifts even the tenth best above the first. Nothing is ever shown that cannot be bought.
          </Text>
        </BlockStack>
        {rules.length > 0 && (
          <BlockStack gap="200" as="ul">
            {rules.map((rule) => (
              <RuleRow key={rule.ruleId} {...rule} />
            ))}
          </BlockStack>
        )}
        <NewRule actions={actions} subjects={subjects} />
      </BlockStack>
    </Card>
  );
}

function RuleRow({ ruleId, action, subject, name, imageUrl }: ListedRule) {
  const fetcher = useFetcher<Answer>();
  useToast(fetcher.data);
  return (
    <li>
      <InlineStack gap="300" blockAlign="center" align="space-between" wrap={false}>
        <InlineStack gap="300" blockAlign="center" wrap={false}>
          {imageUrl && <Thumbnail source={imageUrl} alt="" size="small" />}
          <BlockStack>
            <Text as="span" fontWeight="semibold">
              {name}
            </Text>
            <Text as="span" tone="subdued" variant="bodySm">
              {action} · {subject}
            </Text>
          </BlockStack>
        </InlineStack>
        <Button
          icon={DeleteIcon}
          variant="tertiary"
          accessibilityLabel={`Take back the rule for ${name}`}
          loading={fetcher.state !== "idle"}
          onClick={() => fetcher.submit({ intent: "delete", ruleId }, { method: "post" })}
        />
      </InlineStack>
    </li>
  );
}

const choiceKinds: Readonly<Record<string, ChoiceKind>> = {
  product: "product",
  collection: "collection",
  vendor: "vendor",
  tag: "product-tag",
};

function NewRule({ actions, subjects }: Pick<RulesCardProps, "actions" | "subjects">) {
  const fetcher = useFetcher<Answer>();
  const [action, setAction] = useState(actions[0]?.value ?? "");
  const [subject, setSubject] = useState(subjects[0]?.value ?? "");
  const [chosen, setChosen] = useState<Choice[]>([]);
  useToast(fetcher.data);
  useEffect(() => {
    if (fetcher.data?.toast) setChosen([]);
  }, [fetcher.data]);
  const label = subjects.find(({ value }) => value === subject)?.label ?? "";
  const change = (kind: string) => {
    setSubject(kind);
    setChosen([]);
  };
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingSm">
        Add a rule
      </Text>
      <InlineStack gap="200" blockAlign="start">
        <Select label="What" labelHidden options={[...actions]} value={action} onChange={setAction} />
        <Select label="Of which kind" labelHidden options={[...subjects]} value={subject} onChange={change} />
        <ValuePicker
          key={subject}
          label={label}
          chosen={chosen}
          onChange={setChosen}
          error={fetcher.data?.problem}
          from={choiceKinds[subject] ?? "free"}
          isSingle
        />
      </InlineStack>
      <InlineStack>
        <Button
          disabled={chosen.length === 0}
          loading={fetcher.state !== "idle"}
          onClick={() =>
            fetcher.submit({ intent: "add", action, subject, value: chosen[0]?.value ?? "" }, { method: "post" })
          }
        >
          Add rule
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
