import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, Page, Text } from "@shopify/polaris";
import { z } from "zod";
import { now } from "~/clock";
import { CountUnknownCard } from "~/components/count-unknown-card";
import { useZoneName } from "~/components/shop-format";
import { UnknownTable } from "~/components/unknown-table";
import { countUnknown, UNKNOWN_GRACE_HOURS, unknownCounts } from "~/delivery/settle-unknown";
import { unknownMails } from "~/reports/unknown-mails";
import { requireShop } from "~/session.server";

export const meta: MetaFunction = () => [{ title: "Perhaps sent · Waypost" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await requireShop(request);
  const at = now();
  const [counts, mails] = await Promise.all([unknownCounts(shopId, at), unknownMails(shopId, at)]);
  return { ...counts, mails, hours: UNKNOWN_GRACE_HOURS };
}

const choice = z.object({ as: z.enum(["sent", "not-sent"]) });

export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await requireShop(request);
  const { as } = choice.parse(Object.fromEntries(await request.formData()));
  const counted = await countUnknown(shopId, as, now());
  return { toast: `${mailsOf(counted)} counted as ${as === "sent" ? "sent" : "not sent"}` };
}

export default function Unknown() {
  const { all, over, mails, hours } = useLoaderData<typeof loader>();
  const zone = useZoneName();
  return (
    <Page
      title="Perhaps sent"
      subtitle={
        all === 0
          ? "None: of every mail it is known whether it was sent."
          : `Of ${mailsOf(all)} nobody knows yet whether SendGrid took ${all === 1 ? "it" : "them"}. Times are ${zone}.`
      }
      backAction={{ content: "Home", url: "/app" }}
    >
      <BlockStack gap="400">
        {over > 0 && <CountUnknownCard over={over} hours={hours} />}
        {all > 0 && <UnknownTable mails={mails} />}
        {all > mails.length && (
          <Text as="p" tone="subdued">
            The {mails.length} oldest are shown.
          </Text>
        )}
        {all === 0 && (
          <Card>
            <Text as="p">
              When SendGrid does not answer clearly, a mail is not sent again: nobody gets it twice. It stands here
              until SendGrid reports that it took it, usually within a minute.
            </Text>
          </Card>
        )}
      </BlockStack>
    </Page>
  );
}

const mailsOf = (count: number) => (count === 1 ? "1 mail" : `${count.toLocaleString("en")} mails`);
