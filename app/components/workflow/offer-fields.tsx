import { FormLayout, Select } from "@shopify/polaris";
import { useState } from "react";
import type { MailPanel } from "~/reports/workflow-panel";
import { FormField } from "../form-field";
import { FormSelect } from "../form-select";

/** What a mail offers: nothing, a code of the merchant's, or one that Waypost makes for each shopper. */
export function OfferFields({ offer }: { readonly offer: MailPanel["offer"] }) {
  const [kind, setKind] = useState(offer.offerKind);
  return (
    <FormLayout>
      <Select
        label="Offer"
        name="offerKind"
        options={[
          { value: "none", label: "None" },
          { value: "shared", label: "A code that you made in Shopify" },
          { value: "unique", label: "A code of their own for each shopper" },
        ]}
        value={kind}
        onChange={setKind}
      />
      {kind === "shared" && (
        <FormLayout.Group condensed>
          <FormField name="offer" label="What it gives" maxLength={80} saved={offer.offer} placeholder="10 % off" />
          <FormField
            name="code"
            label="Its code"
            maxLength={60}
            saved={offer.code}
            placeholder="COMEBACK10"
            helpText="Make the discount in Shopify first."
          />
        </FormLayout.Group>
      )}
      {kind === "unique" && (
        <FormLayout>
          <FormLayout.Group condensed>
            <FormField name="off" label="Takes off" saved={offer.off} placeholder="10" />
            <FormSelect
              name="offBy"
              label="In"
              options={[
                { value: "percent", label: "%" },
                { value: "amount", label: offer.currency },
              ]}
              saved={offer.offBy}
            />
          </FormLayout.Group>
          <FormLayout.Group condensed>
            <FormField
              name="validDays"
              label="Good for"
              type="number"
              min={1}
              max={90}
              suffix="days"
              saved={offer.validDays}
              helpText="The mail says until when."
            />
            <FormField
              name="minimum"
              label="From orders of"
              suffix={offer.currency}
              saved={offer.minimum}
              helpText="Empty: any order."
            />
          </FormLayout.Group>
          <FormSelect
            name="whenMintFails"
            label="When Shopify makes no code"
            options={[
              { value: "send-without", label: "The mail goes without the offer" },
              { value: "defer", label: "The mail waits, as long as it is useful" },
            ]}
            saved={offer.whenMintFails}
          />
        </FormLayout>
      )}
      {kind !== "none" && (
        <FormField
          name="onlyIn"
          label="Only in these countries"
          maxLength={400}
          saved={offer.onlyIn}
          placeholder="CH, DE, CA-BE"
          helpText="Empty: everywhere. Others get the mail without the offer."
        />
      )}
    </FormLayout>
  );
}
