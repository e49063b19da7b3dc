import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Button, Card, InlineStack, List, Text } from "@shopify/polaris";
import type { ToldVersion } from "~/reports/workflow-versions";
import { useZoneName, When } from "../shop-format";
import { useToast } from "../use-toast";
import { type Answer, AnswerBanner } from "./answer-banner";

/** The versions of a workflow, each with what it changed; an older one can be made the newest again. */
export function VersionList({ versions }: { readonly versions: readonly ToldVersion[] }) {
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
            {versions.length > 0
              ? `People who are in it stay on the version that they began with. Times are ${zone}.`
              : "As it ships. Your first change makes version 2."}
          </Text>
        </BlockStack>
        <AnswerBanner answer={fetcher.data} />
        {versions.map(({ version, createdAt, isCurrent, changes }) => (
          <BlockStack gap="200" key={version}>
            <InlineStack gap="200" blockAlign="center" align="space-between">
              <InlineStack gap="200" blockAlign="center">
                <Text as="h3" variant="headingSm">
                  Version {version}
                </Text>
                {isCurrent && <Badge tone="success">Current</Badge>}
                <Text as="span" variant="bodySm" tone="subdued">
                  <When at={createdAt} />
                </Text>
              </InlineStack>
              {!isCurrent && (
                <fetcher.Form method="post">
                  <input type="hidden" name="intent" value="restore" />
                  <input type="hidden" name="version" value={version} />
                  <Button submit loading={isRestoring(version)} accessibilityLabel={`Restore version ${version}`}>
                    Restore
                  </Button>
                </fetcher.Form>
              )}
            </InlineStack>
            {changes.length > 0 ? (
              <List>
                {changes.map((line) => (
                  <List.Item key={line}>{line}</List.Item>
                ))}
              </List>
            ) : (
              <Text as="p" tone="subdued">
                {version === 1 ? "As it ships." : "The same as the version before."}
              </Text>
            )}
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}
