import type { FetcherWithComponents } from "@remix-run/react";
import { Banner, BlockStack, Button, Divider, FormLayout, InlineStack, Link, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { MailPanel } from "~/reports/workflow-panel";
import { Fact, Facts } from "../fact";
import { FormCheckbox } from "../form-checkbox";
import { FormField } from "../form-field";
import { FormSelect } from "../form-select";
import { MailFrame } from "../mail-frame";
import { OfferFields } from "./offer-fields";

interface MailSettingsProps {
  readonly step: string;
  readonly kind: "send" | "question";
  readonly title: string;
  readonly mail: MailPanel;
  /** Where a test mail goes unless the merchant says otherwise. */
  readonly testAddress: string;
  readonly fetcher: FetcherWithComponents<unknown>;
  /** What a question has beside what every mail has. */
  readonly children?: ReactNode;
}

/** What a merchant may set of a mail, and how it looks. Saved through Shopify's save bar. */
export function MailSettings({ step, kind, title, mail, testAddress, fetcher, children }: MailSettingsProps) {
  return (
    <>
      <Text as="p" tone="subdued">
        {mail.description} <Link url={`/app/content/${mail.template}`}>Change its words and what it shows</Link>
      </Text>
      {mail.shopifysOwn && (
        <Banner tone="warning" title="Shopify sends this mail too">
          <p>{mail.shopifysOwn}</p>
        </Banner>
      )}
      <fetcher.Form method="post" data-save-bar>
        <input type="hidden" name="intent" value="step" />
        <input type="hidden" name="step" value={step} />
        <input type="hidden" name="kind" value={kind} />
        <FormLayout>
          <FormSelect
            name="isOff"
            label="This mail"
            options={[
              { value: "false", label: "Is sent" },
              { value: "true", label: "Is left out" },
            ]}
            saved={String(mail.isOff)}
            helpText="Whoever comes to a mail that is left out goes on without it."
          />
          {mail.shopifysOwn && (
            <FormCheckbox name="isShopifysOff" label="Shopify's own order confirmation no longer goes out" />
          )}
          <FormField
            name="subject"
            label="Subject"
            maxLength={150}
            saved={mail.subject}
            placeholder={mail.templateSubject}
            helpText={`Empty: the subject shown in grey. ${mail.fillings} are filled in.`}
          />
          {mail.collection && (
            <FormSelect
              name="collection"
              label="Recommended products come from"
              options={[
                { value: "", label: "Your whole shop" },
                ...mail.collection.titles.map((title) => ({ value: title, label: title })),
              ]}
              saved={mail.collection.chosen}
              helpText="The mail shows fewer where a collection has too few that suit the reader."
            />
          )}
          {mail.mayOffer && <OfferFields key={JSON.stringify(mail.offer)} offer={mail.offer} />}
          {children}
        </FormLayout>
      </fetcher.Form>
      <Facts>
        {mail.facts.map(({ term, text }) => (
          <Fact key={term} term={term}>
            {text}
          </Fact>
        ))}
      </Facts>
      <Divider />
      <BlockStack gap="200">
        <Text as="h3" variant="headingSm">
          How it looks
        </Text>
        <Text as="p" tone="subdued">
          With sample products. Subject: {mail.preview.subject}
        </Text>
        <MailFrame html={mail.preview.html} title={`Preview of “${title}”`} />
      </BlockStack>
      <fetcher.Form method="post">
        <input type="hidden" name="intent" value="test" />
        <input type="hidden" name="step" value={step} />
        <InlineStack gap="200" blockAlign="end">
          <FormField name="to" label="Send a test to" type="email" autoComplete="email" saved={testAddress} />
          <Button submit loading={fetcher.state !== "idle" && fetcher.formData?.get("intent") === "test"}>
            Send test
          </Button>
        </InlineStack>
      </fetcher.Form>
    </>
  );
}
