import { useFetcher } from "@remix-run/react";
import { Badge, Banner, BlockStack, Button, Card, Divider, InlineStack, Text } from "@shopify/polaris";
import { DnsTable } from "./dns-table";
import { FormField } from "./form-field";
import { When } from "./shop-format";
import { useToast } from "./use-toast";

export interface ShownDomain {
  readonly domain: string;
  readonly isValid: boolean;
  readonly checkedAt: Date | null;
  readonly records: readonly {
    readonly name: string;
    readonly type: string;
    readonly host: string;
    readonly data: string;
    readonly isFound: boolean | null;
    readonly reason: string | null;
  }[];
}

interface Answer {
  readonly toast?: string;
  readonly errors?: Readonly<Record<string, string>>;
}

/** The merchant's own domain: what to paste into its DNS so that mailbox providers trust its mails, and whether it is there. */
export function DomainCard({ domains }: { readonly domains: readonly ShownDomain[] }) {
  const fetcher = useFetcher<Answer>();
  useToast(fetcher.data);
  return (
    <Card>
      <div id="domain">
        <BlockStack gap="400">
          <BlockStack gap="200">
            <Text as="h2" variant="headingMd">
              Your domain
            </Text>
            <Text as="p">
              Gmail and Yahoo take mails to many readers only from a domain that says who may send for it. Paste these
              rows where your domain's DNS is kept, then have SendGrid look for them. It can take a day until they are
              seen.
            </Text>
          </BlockStack>
          {domains.map((domain) => (
            <OneDomain key={domain.domain} {...domain} />
          ))}
          <fetcher.Form method="post" action="/app/sender">
            <input type="hidden" name="intent" value="add-domain" />
            <BlockStack gap="300" inlineAlign="start">
              <div style={{ width: "100%", maxWidth: "32rem" }}>
                <FormField
                  key={domains.length}
                  name="domain"
                  label={domains.length === 0 ? "Domain" : "Another domain"}
                  placeholder="lantern-lane.com"
                  saved=""
                  error={fetcher.data?.errors?.domain}
                  helpText="What stands after the @ of your sender's address."
                />
              </div>
              <Button submit loading={fetcher.state !== "idle"}>
                Show the DNS rows
              </Button>
            </BlockStack>
          </fetcher.Form>
        </BlockStack>
      </div>
    </Card>
  );
}

function OneDomain({ domain, isValid, checkedAt, records }: ShownDomain) {
  const fetcher = useFetcher<Answer>();
  useToast(fetcher.data);
  const dmarc = { name: "dmarc", type: "TXT", host: `_dmarc.${domain}`, data: "v=DMARC1; p=none;" };
  return (
    <BlockStack gap="300">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm">
          {domain}
        </Text>
        {isValid ? <Badge tone="success">Authenticated</Badge> : <Badge tone="attention">Not found in DNS yet</Badge>}
        {checkedAt && (
          <Text as="span" tone="subdued">
            looked at <When at={checkedAt} />
          </Text>
        )}
      </InlineStack>
      <DnsTable domain={domain} records={records} />
      <Text as="p" tone="subdued">
        Add this row too unless your domain has one of that name: it says what becomes of mails that only pretend to be
        yours. SendGrid does not look for it.
      </Text>
      <DnsTable domain={domain} records={[{ ...dmarc, isFound: null, reason: null }]} />
      {fetcher.data?.errors?.domain && (
        <Banner tone="critical" title="SendGrid did not look">
          <p>{fetcher.data.errors.domain}</p>
        </Banner>
      )}
      <fetcher.Form method="post" action="/app/sender">
        <input type="hidden" name="intent" value="check-domain" />
        <input type="hidden" name="domain" value={domain} />
        <Button submit loading={fetcher.state !== "idle"} accessibilityLabel={`Look for the rows of ${domain}`}>
          {isValid ? "Look again" : "Look for the rows"}
        </Button>
      </fetcher.Form>
      <Divider />
    </BlockStack>
  );
}
