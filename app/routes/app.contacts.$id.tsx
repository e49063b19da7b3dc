import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { BlockStack, Card, InlineGrid, Link, Page, Text } from "@shopify/polaris";
import { z } from "zod";
import { now } from "~/clock";
import { ConsentCard } from "~/components/consent-card";
import { ContactCard } from "~/components/contact-card";
import { FilterLinks } from "~/components/filter-links";
import { MailFrame } from "~/components/mail-frame";
import { useZoneName, When } from "~/components/shop-format";
import { StandingCard } from "~/components/standing-card";
import { Timeline } from "~/components/timeline";
import { consentHistory } from "~/reports/consent-history";
import { contactIntent } from "~/reports/contact-intent";
import { contactPreferences } from "~/reports/contact-preferences";
import { contactProfile } from "~/reports/contact-profile";
import { segmentsOfContact } from "~/reports/contact-segments";
import { contactTimeline, timelineViews } from "~/reports/contact-timeline";
import { sentMail } from "~/reports/sent-mail";
import { requireShop } from "~/session.server";
import { listWorkflows } from "~/workflows/settings";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.profile.name ?? "Contact"} · Waypost` },
];

const query = z.object({
  before: z.coerce.date().nullish().catch(null),
  mail: z.uuid().nullish().catch(null),
  show: z.enum(timelineViews).default("everything").catch("everything"),
});

export async function loader({ request, params }: LoaderFunctionArgs) {
  const shop = await requireShop(request);
  const { shopId, timezone } = shop;
  const at = now();
  const id = z.uuid().safeParse(params.id);
  const profile = id.success ? await contactProfile(shop, id.data, at) : null;
  if (!id.success || !profile)
    throw new Response("There is no such contact. It may have been merged or erased.", { status: 404 });
  if (profile.mergedInto) throw redirect(`/app/contacts/${profile.mergedInto}`);
  const { before, mail, show } = query.parse(Object.fromEntries(new URL(request.url).searchParams));
  const titles = new Map((await listWorkflows(shopId)).map(({ workflowId, title }) => [workflowId, title]));
  const [timeline, opened, intent, segments, consents, preferences] = await Promise.all([
    contactTimeline({ shopId, contactId: id.data, before: before ?? null, timezone, titles, view: show }),
    mail ? sentMail(shop, id.data, mail) : null,
    contactIntent(shop, id.data, at),
    segmentsOfContact(shopId, id.data),
    consentHistory(shopId, id.data),
    contactPreferences(shopId, id.data, timezone, at),
  ]);
  return { profile, timeline, mail: opened, intent, segments, consents, preferences, show };
}

const viewTitles = {
  everything: "Everything",
  shopping: "Shopping",
  mails: "Mails",
  decisions: "Decisions",
  person: "About them",
};

export default function Contact() {
  const { profile, timeline, mail, intent, segments, consents, preferences, show } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const zone = useZoneName();
  const address = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(search);
    for (const [key, value] of Object.entries(changes)) value === null ? next.delete(key) : next.set(key, value);
    return `?${next}`;
  };
  const views = Object.entries(viewTitles).map(([view, title]) => ({
    title,
    href: address({ show: view === "everything" ? null : view, before: null }),
    isCurrent: view === show,
  }));
  return (
    <Page
      title={profile.name}
      subtitle={`Times are ${zone}.`}
      backAction={{ content: "Contacts", url: "/app/contacts" }}
    >
      <InlineGrid columns={{ xs: 1, md: ["oneThird", "twoThirds"] }} gap="400" alignItems="start">
        <BlockStack gap="400">
          <ContactCard profile={profile} />
          <StandingCard stage={profile.stage} intent={intent} orders={profile.orders} segments={segments} />
          <ConsentCard history={consents} preferences={preferences} />
        </BlockStack>
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
              <FilterLinks label="What to show" links={views} />
              <Timeline
                entries={timeline.entries}
                mailHref={(messageId) => address({ mail: messageId })}
                nothing={show === "everything" ? "Nothing has happened yet." : "Nothing of this kind has happened yet."}
              />
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
