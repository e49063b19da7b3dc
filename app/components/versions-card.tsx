import { useFetcher } from "@remix-run/react";
import { Badge, Banner, BlockStack, Button, Card, InlineStack, List, Text } from "@shopify/polaris";
import { useZoneName, When } from "./shop-format";
import { useToast } from "./use-toast";

/** One version as a merchant reads of it. */
interface ListedVersion {
  readonly version: number;
  /** Null for what ships. */
  readonly createdAt: Date | null;
  readonly isCurrent: boolean;
  /** What it changed from the version before it. */
  readonly changes: readonly string[];
}

interface VersionsCardProps {
  readonly versions: readonly ListedVersion[];
  /** Whom a version concerns, in a sentence. */
  readonly holdsFor: string;
  /** Said instead of a list, as long as nothing was changed. */
  readonly none: string;
}

/** The versions of a workflow or a mail, each with what it changed; an older one can be made the newest again. */
export function VersionsCard({ versions, holdsFor, none }: VersionsCardProps) {
  const fetcher = useFetcher<{ readonly toast?: string; readonly problem?: string }>();
  const zone = useZoneName();
  useToast(fetcher.data);
  const restoring = fetcher.state === "idle" ? null : fetcher.formData?.get("version");
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Versions
          </Text>
          <Text as="p" tone="subdued">
            {versions.length > 0 ? `${holdsFor} Times are ${zone}.` : none}
          </Text>
        </BlockStack>
        {fetcher.data?.problem && (
          <Banner tone="critical" title="This was not restored">
            <p>{fetcher.data.problem} Everything else is as it was.</p>
          </Banner>
        )}
        {versions.map((one) => (
          <BlockStack gap="200" key={one.version}>
            <InlineStack gap="200" blockAlign="center" align="space-between">
              <VersionTitle {...one} />
              {!one.isCurrent && (
                <fetcher.Form method="post">
                  <input type="hidden" name="intent" value="restore" />
                  <input type="hidden" name="version" value={one.version} />
                  <Button
                    submit
                    loading={restoring === String(one.version)}
                    accessibilityLabel={one.version === 0 ? "Restore it as it ships" : `Restore version ${one.version}`}
                  >
                    Restore
                  </Button>
                </fetcher.Form>
              )}
            </InlineStack>
            <Changes {...one} />
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}

function VersionTitle({ version, createdAt, isCurrent }: ListedVersion) {
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="h3" variant="headingSm">
        {version === 0 ? "As it ships" : `Version ${version}`}
      </Text>
      {isCurrent && <Badge tone="success">Current</Badge>}
      {createdAt && (
        <Text as="span" variant="bodySm" tone="subdued">
          <When at={createdAt} />
        </Text>
      )}
    </InlineStack>
  );
}

function Changes({ version, changes }: ListedVersion) {
  if (changes.length > 0) {
    return (
      <List>
        {changes.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    );
  }
  // A mail's version 0 says so by its title; a workflow's first is as it ships.
  if (version === 0) return null;
  return (
    <Text as="p" tone="subdued">
      {version === 1 ? "As it ships." : "The same as the version before."}
    </Text>
  );
}
