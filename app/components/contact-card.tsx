import { BlockStack, Box, Card, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { When } from "./shop-format";

interface ContactCardProps {
  readonly profile: {
    readonly email: string | null;
    readonly consent: string;
    readonly consentAt: Date | null;
    readonly consentSource: string | null;
    readonly country: string | null;
    readonly locale: string | null;
    readonly knownSince: Date;
    readonly isCustomer: boolean;
    readonly suppressions: readonly { reason: string; since: Date }[];
  };
}

/** Who a contact is, and whether they may be mailed. */
export function ContactCard({ profile }: ContactCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Who it is
        </Text>
        <dl style={{ margin: 0 }}>
          <Fact term="E-mail">{profile.email ?? "Not known yet"}</Fact>
          <Fact term="Marketing e-mails">
            {profile.consent}
            {profile.consentSource && <Small>{profile.consentSource}</Small>}
            {profile.consentAt && (
              <Small>
                <When at={profile.consentAt} />
              </Small>
            )}
          </Fact>
          {profile.suppressions.map(({ reason, since }) => (
            <Fact key={reason} term="Must not be mailed">
              {suppressionWords[reason] ?? reason}
              <Small>
                since <When at={since} />
              </Small>
            </Fact>
          ))}
          <Fact term="Account">{profile.isCustomer ? "A customer of the store" : "Not a customer yet"}</Fact>
          {profile.country && <Fact term="Country">{profile.country}</Fact>}
          {profile.locale && <Fact term="Language">{profile.locale}</Fact>}
          <Fact term="Known since">
            <When at={profile.knownSince} />
          </Fact>
        </dl>
      </BlockStack>
    </Card>
  );
}

const suppressionWords: Record<string, string> = {
  unsubscribed: "Opted out",
  bounced: "The address bounced",
  complained: "Called a mail spam",
  manual: "Set by hand",
};

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <Box paddingBlockEnd="300">
      <dt>
        <Text as="span" variant="bodySm" tone="subdued">
          {term}
        </Text>
      </dt>
      <dd style={{ margin: 0, overflowWrap: "anywhere" }}>{children}</dd>
    </Box>
  );
}

function Small({ children }: { children: ReactNode }) {
  return (
    <Text as="p" variant="bodySm" tone="subdued">
      {children}
    </Text>
  );
}
