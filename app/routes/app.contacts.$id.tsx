import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { BlockStack, Card, InlineGrid, Link, Page, Text } from "@shopify/polaris";
import { z } from "zod";
import { ContactCard } from "~/components/contact-card";
import { MailFrame } from "~/components/mail-frame";
import { useZoneName, When } from "~/components/shop-format";
import { Timeline } from "~/components/timeline";
import { contactProfile } from "~/reports/contact-profile";
import { contactTimeline } from "~/reports/contact-timeline";
import { sentMail } from "~/reports/sent-mail";
import { requireShop } from "~/session.server";
import { listWorkflows } from "~/workflows/settings";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.profile.name ?? "Contact"} · Waypost` },
];

const query = z.object({
  before: z.coerce.date().nullish().catch(null),
  mail: z.uuid().nullish().catch(null),
});

export async function loader({ request, params }: LoaderFunctionArgs) {
  const shop = await requireShop(request);
  const { shopId, timezone } = shop;
  const id = z.uuid().safeParse(params.id);
  const profile = id.success ? await contactProfile(shopId, id.data) : null;
  if (!id.success || !profile)
    throw new Response("There is no such contact. It may have been merged or erased.", { status: 404 });
  const { before, mail } = query.parse(Object.fromEntries(new URL(request.url).searchParams));
  const titles = new Map((await listWorkflows(shopId)).map(({ workflowId, title }) => [workflowId, title]));
  const [timeline, opened] = await Promise.all([
    contactTimeline({ shopId, contactId: id.data, before: before ?? null, timezone, titles }),
    mail ? sentMail(shop, id.data, mail) : null,
  ]);
  return { profile, timeline, mail: opened };
}

export default function Contact() {
  const { profile, timeline, mail } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const zone = useZoneName();
  const address = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(search);
    for (const [key, value] of Object.entries(changes)) value === null ? next.delete(key) : next.set(key, value);
    return `?${next}`;
  };
  return (
    <Page
      title={profile.name}
      subtitle={`Times are ${zone}.`}
      backAction={{ content: "Contacts", url: "/app/contacts" }}
    >
      <InlineGrid columns={{ xs: 1, md: ["oneThird", "twoThirds"] }} gap="400" alignItems="start">
        <ContactCard profile={profile} />
        <BlockStack gap="400">
          {mail && (
            <Card>
              <BlockStack gap="300">
                <Text as="h2" variant="headingMd">
                  {mail.subject}
                </Text>
                <Text as="p" tone="subdued">
                  As {profile.name} received it{mail.sentAt ? ", " : ""}
                  {mail.sentAt && <When at={mail.sentAt} />}. <Link url={address({ mail: null })}>Close</Link>
                </Text>
                <MailFrame html={mail.html} title={`“${mail.subject}”, as ${profile.name} received it`} />
              </BlockStack>
            </Card>
          )}
          <Card>
            <BlockStack gap="400">
              <Text as="h2" variant="headingMd">
                What happened, and why
              </Text>
              <Timeline entries={timeline.entries} mailHref={(messageId) => address({ mail: messageId })} />
              {timeline.older && (
                <Link url={address({ before: timeline.older.toISOString() })}>Show what was before</Link>
              )}
              {search.has("before") && <Link url={address({ before: null })}>Back to the newest</Link>}
            </BlockStack>
          </Card>
        </BlockStack>
      </InlineGrid>
    </Page>
  );
}
