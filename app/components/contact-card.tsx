import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { Fact, Facts, Small } from "./fact";
import { When } from "./shop-format";

interface ContactCardProps {
  readonly profile: {
    readonly email: string | null;
    readonly problem: { readonly title: string; readonly suggestion: string | null } | null;
    readonly consent: string;
    readonly consentAt: Date | null;
    readonly consentSource: string | null;
    readonly consentNote: string | null;
    readonly place: string | null;
    readonly language: { readonly name: string; readonly from: string };
    readonly zone: { readonly name: string; readonly from: string };
    readonly tags: readonly string[];
    readonly knownSince: Date;
    readonly isCustomer: boolean;
    readonly suppressions: readonly { reason: string; since: Date }[];
  };
}

/** Who a contact is, and whether they may be mailed. */
export function ContactCard({ profile }: ContactCardProps) {
  const { problem, place, language, zone, tags } = profile;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Who it is
        </Text>
        <Facts>
          <Fact term="E-mail">
            {profile.email ?? "Not known yet"}
            {problem && (
              <Text as="p" variant="bodySm" tone="caution">
                Not mailed. {problem.title}.{problem.suggestion && ` Probably meant: ${problem.suggestion}`}
              </Text>
            )}
          </Fact>
          <Fact term="Marketing e-mails">
            {profile.consent}
            {profile.consentSource && <Small>{profile.consentSource}</Small>}
            {profile.consentAt && (
              <Small>
                <When at={profile.consentAt} />
              </Small>
            )}
            {profile.consentNote && <Small>{profile.consentNote}</Small>}
          </Fact>
          {profile.suppressions.map(({ reason, since }) => (
            <Fact key={reason} term={reason === "sunset" ? "Gets no marketing mails" : "Must not be mailed"}>
              {suppressionWords[reason] ?? reason}
              <Small>
                since <When at={since} />
              </Small>
            </Fact>
          ))}
          <Fact term="Account">{profile.isCustomer ? "A customer of the store" : "Not a customer yet"}</Fact>
          {place && <Fact term="Place">{place}</Fact>}
          <Fact term="Language">
            {language.name}
            <Small>{sources[language.from]}</Small>
          </Fact>
          <Fact term="Time zone">
            {zone.name}
            <Small>{sources[zone.from]}</Small>
          </Fact>
          {tags.length > 0 && (
            <Fact term="Tags">
              <InlineStack gap="100">
                {tags.map((tag) => (
                  <Badge key={tag}>{tag}</Badge>
                ))}
              </InlineStack>
            </Fact>
          )}
          <Fact term="Known since">
            <When at={profile.knownSince} />
          </Fact>
        </Facts>
      </BlockStack>
    </Card>
  );
}

/** Where a language or a zone comes from. */
const sources: Record<string, string> = {
  profile: "As the store knows it",
  browser: "From their browser",
  address: "From their address",
  shop: "Your store’s, because theirs is not known",
};

const suppressionWords: Record<string, string> = {
  unsubscribed: "Opted out",
  bounced: "The address bounced",
  complained: "Called a mail spam",
  manual: "Set by hand",
  sunset: "Answered none for long, until they are heard of again",
};
