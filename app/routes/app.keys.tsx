import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { BlockStack, Button, Card, IndexTable, InlineStack, Link, Modal, Page, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { z } from "zod";
import { FormField } from "~/components/form-field";
import { NewKey } from "~/components/new-key";
import { useZoneName, When } from "~/components/shop-format";
import { useToast } from "~/components/use-toast";
import { WebhookKeyCard } from "~/components/webhook-key-card";
import { webhookKey } from "~/delivery/webhook-signature";
import { env } from "~/env.server";
import { liveKeys, MOST_KEYS, makeKey, revokeKey } from "~/events/api-keys";
import { requireShop } from "~/session.server";

export const meta: MetaFunction = () => [{ title: "Keys · Waypost" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await requireShop(request);
  const address = (path: string) => new URL(path, env.SHOPIFY_APP_URL).href;
  return {
    keys: await liveKeys(shop.shopId),
    eventsUrl: address("/api/events"),
    describedAt: address("/api/openapi.json"),
    webhookKey: webhookKey(shop.shopId),
  };
}

const command = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("make"), name: z.string().trim() }),
  z.object({ intent: z.literal("revoke"), keyId: z.uuid() }),
]);

interface KeysAnswer {
  readonly toast?: string;
  readonly error?: string;
  readonly key?: string;
}

export async function action({ request }: ActionFunctionArgs): Promise<KeysAnswer> {
  const shop = await requireShop(request);
  const asked = command.parse(Object.fromEntries(await request.formData()));
  if (asked.intent === "revoke") {
    const isRevoked = await revokeKey(shop.shopId, asked.keyId);
    return { toast: isRevoked ? "Revoked" : "It was already revoked" };
  }
  if (asked.name === "") return { error: "Give it a name, so that you know later who uses it." };
  if (asked.name.length > 60) return { error: "Use at most 60 characters." };
  const key = await makeKey(shop.shopId, asked.name);
  return key ? { key } : { error: `There are ${MOST_KEYS} keys already. Revoke one that nobody uses.` };
}

export default function Keys() {
  const { keys, eventsUrl, describedAt, webhookKey } = useLoaderData<typeof loader>();
  const zone = useZoneName();
  return (
    <Page
      title="Keys"
      subtitle={`How your systems and Waypost know each other. Times are ${zone}.`}
      backAction={{ content: "Settings", url: "/app/settings" }}
    >
      <BlockStack gap="400">
        <MakeKey />
        <Card padding="0">
          {keys.length === 0 ? (
            <div style={{ padding: "var(--p-space-400)" }}>
              <Text as="p">There is no key yet. Make one for each system, so that one can be revoked alone.</Text>
            </div>
          ) : (
            <IndexTable
              selectable={false}
              itemCount={keys.length}
              resourceName={{ singular: "key", plural: "keys" }}
              headings={[
                { title: "Name" },
                { title: "Made" },
                { title: "Last used" },
                { title: "Revoke", hidden: true },
              ]}
            >
              {keys.map((key, position) => (
                <IndexTable.Row id={key.keyId} key={key.keyId} position={position}>
                  <IndexTable.Cell>
                    <Text as="span" fontWeight="semibold">
                      {key.name}
                    </Text>
                  </IndexTable.Cell>
                  <IndexTable.Cell>
                    <When at={key.createdAt} />
                  </IndexTable.Cell>
                  <IndexTable.Cell>
                    <When at={key.lastUsedAt} />
                  </IndexTable.Cell>
                  <IndexTable.Cell>
                    <RevokeKey keyId={key.keyId} name={key.name} />
                  </IndexTable.Cell>
                </IndexTable.Row>
              ))}
            </IndexTable>
          )}
        </Card>
        <Card>
          <BlockStack gap="200">
            <Text as="h2" variant="headingMd">
              For your developers
            </Text>
            <Text as="p">
              Events go by POST to <code style={{ overflowWrap: "anywhere" }}>{eventsUrl}</code>, with the key as bearer
              token. What they may hold is described{" "}
              <Link url={describedAt} target="_blank">
                in OpenAPI
              </Link>
              . They appear on the contact's page.
            </Text>
          </BlockStack>
        </Card>
        <WebhookKeyCard webhookKey={webhookKey} />
      </BlockStack>
    </Page>
  );
}

function MakeKey() {
  const fetcher = useFetcher<KeysAnswer>();
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => setShown(fetcher.data?.key ?? null), [fetcher.data]);
  if (shown) return <NewKey keyText={shown} onDone={() => setShown(null)} />;
  return (
    <Card>
      <fetcher.Form method="post">
        <input type="hidden" name="intent" value="make" />
        <BlockStack gap="300" inlineAlign="start">
          <div style={{ width: "100%", maxWidth: "32rem" }}>
            <FormField
              name="name"
              label="What the new key is for"
              placeholder="Loyalty programme"
              maxLength={60}
              saved=""
              error={fetcher.data?.error}
            />
          </div>
          <Button submit variant="primary" loading={fetcher.state !== "idle"}>
            Make a key
          </Button>
        </BlockStack>
      </fetcher.Form>
    </Card>
  );
}

function RevokeKey({ keyId, name }: { keyId: string; name: string }) {
  const fetcher = useFetcher<KeysAnswer>();
  const [isAsking, setIsAsking] = useState(false);
  useToast(fetcher.data);
  return (
    <InlineStack align="end">
      <Button
        variant="plain"
        tone="critical"
        loading={fetcher.state !== "idle"}
        onClick={() => setIsAsking(true)}
        accessibilityLabel={`Revoke ${name}`}
      >
        Revoke
      </Button>
      <Modal
        open={isAsking}
        title={`Revoke “${name}”?`}
        onClose={() => setIsAsking(false)}
        primaryAction={{
          content: "Revoke the key",
          destructive: true,
          onAction: () => {
            setIsAsking(false);
            fetcher.submit({ intent: "revoke", keyId }, { method: "post" });
          },
        }}
        secondaryActions={[{ content: "Keep it", onAction: () => setIsAsking(false) }]}
      >
        <Modal.Section>
          <Text as="p">What uses it is turned away from now on, for good. What it has told stays.</Text>
        </Modal.Section>
      </Modal>
    </InlineStack>
  );
}
