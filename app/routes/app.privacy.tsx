import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Badge, BlockStack, Card, InlineStack, Page, Text } from "@shopify/polaris";
import { DownloadButton } from "~/components/download-button";
import { useZoneName, When } from "~/components/shop-format";
import { WordList } from "~/components/word-list";
import { type PrivacyRow, privacyList } from "~/reports/privacy-list";
import { requireShop } from "~/session.server";

export const meta: MetaFunction = () => [{ title: "Privacy · Waypost" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await requireShop(request);
  return { requests: await privacyList(shop.shopId) };
}

const kept = [
  "Contacts, what they agreed to, what happened and what they were sent: until the person is erased, or the store 48 hours after it removes the app.",
  "A sale, after its customer was erased: which products, when and for how much, and not who.",
  "An address that must not be mailed, after its owner was erased: as a code from which it cannot be read, so that an old list cannot bring it back.",
  "The file for somebody who asked for their data: a day after you saved it, at most 30 days.",
  "Requests for links in mails, with the name of the program that made them: 30 days. That somebody clicked, or a scanner looked, stays with the contact.",
  "Messages from Shopify: until they are read, which takes seconds. Their numbers stay 7 days, so that none counts twice. One that could not be read stays until you try again or its person is erased.",
  "Everything of the store: erased 48 hours after the app is removed, when Shopify asks for it. Nothing is sent from the moment of removal on.",
];

export default function Privacy() {
  const { requests } = useLoaderData<typeof loader>();
  const zone = useZoneName();
  const open = requests.filter(({ state }) => state !== "done").length;
  return (
    <Page
      title="Privacy"
      subtitle={subtitle(open, requests.length, zone)}
      backAction={{ content: "Settings", url: "/app/settings" }}
    >
      <BlockStack gap="400">
        {requests.length === 0 && (
          <Card>
            <Text as="p">
              When somebody asks you for their data, or to be erased, say so in Shopify, on their customer page. The
              request then comes here by itself: an erasure is carried out at once, and a file with all that is known
              about them is made for you to hand on.
            </Text>
          </Card>
        )}
        {requests.map((request) => (
          <RequestCard key={request.requestId} {...request} />
        ))}
        <WordList
          title="What is kept, and for how long"
          intro="What Waypost knows about your customers."
          items={kept}
        />
      </BlockStack>
    </Page>
  );
}

function subtitle(open: number, all: number, zone: string): string {
  if (all === 0) return "Nobody has asked for their data or to be erased.";
  const state =
    open === 0 ? "Nothing is left to do." : open === 1 ? "One request is open." : `${open} requests are open.`;
  return `${state} Times are ${zone}.`;
}

function RequestCard({ requestId, title, about, state, words, hasFile, receivedAt, dueAt, doneAt }: PrivacyRow) {
  return (
    <Card>
      <InlineStack align="space-between" blockAlign="start" gap="300">
        <BlockStack gap="100">
          <InlineStack gap="200" align="start" blockAlign="center">
            <Text as="h2" variant="headingSm">
              {title}
            </Text>
            <StateBadge state={state} />
          </InlineStack>
          {about && (
            <Text as="p" breakWord>
              {about}
            </Text>
          )}
          <Text as="p">{words}</Text>
          <Text as="p" variant="bodySm" tone="subdued">
            Asked <When at={receivedAt} />
            {doneAt && (
              <>
                , carried out <When at={doneAt} />
              </>
            )}
            {state !== "done" && (
              <>
                , due by <When at={dueAt} />
              </>
            )}
          </Text>
        </BlockStack>
        {hasFile && (
          <DownloadButton
            url={`/app/privacy/export/${requestId}`}
            fileName={`personal-data-${requestId.slice(-6)}.html`}
            variant={state === "to-fetch" ? "primary" : "secondary"}
            accessibilityLabel={`Save the file${about ? ` for ${about}` : ""}`}
          >
            Save the file
          </DownloadButton>
        )}
      </InlineStack>
    </Card>
  );
}

function StateBadge({ state }: Pick<PrivacyRow, "state">) {
  switch (state) {
    case "waiting":
      return <Badge tone="info">Under way</Badge>;
    case "to-fetch":
      return <Badge tone="attention">Hand it on</Badge>;
    case "done":
      return <Badge tone="success">Done</Badge>;
  }
}
