import { Form } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { FormField } from "~/components/form-field";
import { FormSelect } from "~/components/form-select";

interface WhomCardProps {
  readonly search: string;
  readonly contactId: string | null;
  readonly picks: string;
  readonly picksChoices: readonly { readonly value: string; readonly label: string }[];
  readonly found:
    | readonly { readonly contactId: string; readonly name: string; readonly email: string | null }[]
    | null;
}

/** For whom, and for which kind of mail. What is chosen is in the address. */
export function WhomCard({ search, contactId, picks, picksChoices, found }: WhomCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Form role="search">
          <InlineStack gap="200" blockAlign="end">
            <FormField name="q" label="Name or e-mail" type="search" saved={search} />
            <FormSelect name="picks" label="The mail asks for" saved={picks} options={[...picksChoices]} />
            {contactId && !search && <input type="hidden" name="contact" value={contactId} />}
            <Button submit>Show</Button>
            {(search || contactId) && <Button url={`/app/recommendations?picks=${picks}`}>Somebody new</Button>}
          </InlineStack>
        </Form>
        {found && <Found found={found} search={search} picks={picks} />}
      </BlockStack>
    </Card>
  );
}

function Found({
  found,
  search,
  picks,
}: Pick<WhomCardProps, "search" | "picks"> & { found: NonNullable<WhomCardProps["found"]> }) {
  if (found.length === 0) {
    return <Text as="p">Nobody matches “{search}”. Try a part of the name or of the address.</Text>;
  }
  return (
    <BlockStack gap="100" as="ul">
      {found.map(({ contactId, name, email }) => (
        <li key={contactId}>
          <Link url={`/app/recommendations?${new URLSearchParams({ contact: contactId, picks })}`}>{name}</Link>
          {email && email !== name && (
            <Text as="span" tone="subdued">
              {" "}
              {email}
            </Text>
          )}
        </li>
      ))}
    </BlockStack>
  );
}
