import { useFetcher } from "@remix-run/react";
import { Badge, Banner, BlockStack, Button, Card, InlineStack, List, Text } from "@shopify/polaris";
import type { ToldTemplateVersion } from "~/reports/template-versions";
import { useZoneName, When } from "../shop-format";
import { useToast } from "../use-toast";

interface Answer {
  readonly toast?: string;
  readonly problem?: string;
}

/** The versions of a mail, each with what it changed; an older one can be made the newest again. */
export function VersionsCard({ versions }: { readonly versions: readonly ToldTemplateVersion[] }) {
  const fetcher = useFetcher<Answer>();
  const zone = useZoneName();
  useToast(fetcher.data);
  const isRestoring = (version: number) =>
    fetcher.state !== "idle" && fetcher.formData?.get("version") === String(version);
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Versions
          </Text>
          <Text as="p" tone="subdued">
            {versions.length > 1
              ? `Every mail is made with the current one, also for those who are in a workflow already. Times are ${zone}.`
              : "As it ships. What you save here becomes version 1, and you can always come back."}
          </Text>
        </BlockStack>
        {fetcher.data?.problem && <Banner tone="critical">{fetcher.data.problem}</Banner>}
        {versions.length > 1 &&
          versions.map(({ version, createdAt, isCurrent, changes }) => (
            <BlockStack gap="200" key={version}>
              <InlineStack gap="200" blockAlign="center" align="space-between">
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
                {!isCurrent && (
                  <fetcher.Form method="post">
                    <input type="hidden" name="intent" value="restore" />
                    <input type="hidden" name="version" value={version} />
                    <Button
                      submit
                      loading={isRestoring(version)}
                      accessibilityLabel={version === 0 ? "Restore it as it ships" : `Restore version ${version}`}
                    >
                      Restore
                    </Button>
                  </fetcher.Form>
                )}
              </InlineStack>
              {changes.length > 0 && (
                <List>
                  {changes.map((line) => (
                    <List.Item key={line}>{line}</List.Item>
                  ))}
                </List>
              )}
            </BlockStack>
          ))}
      </BlockStack>
    </Card>
  );
}
