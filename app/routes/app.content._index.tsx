import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Box, EmptyState, Page, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { z } from "zod";
import { MailGallery } from "~/components/content/mail-gallery";
import { FilterLinks } from "~/components/filter-links";
import { languageNames, languageOf, languages } from "~/content/language";
import { templateGallery } from "~/reports/template-gallery";
import { requireShop } from "~/session.server";

export const meta: MetaFunction = () => [{ title: "Content · Waypost" }];

const query = z.object({
  workflow: z.string().max(60).nullish().catch(null),
  language: z.enum(languages).nullish().catch(null),
});

export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await requireShop(request);
  const asked = query.parse(Object.fromEntries(new URL(request.url).searchParams));
  const workflow = asked.workflow ?? null;
  return {
    ...templateGallery(workflow),
    workflow,
    language: asked.language ?? languageOf(shop.locale),
    languages: languages.map((code) => ({ code, name: languageNames[code] })),
    shopName: shop.name,
  };
}

export default function Content() {
  const { mails, workflows, workflow, language, languages: offered, shopName } = useLoaderData<typeof loader>();
  const hrefOf = (wish: { workflow: string | null; language: string }) =>
    `?${new URLSearchParams({ ...(wish.workflow !== null && { workflow: wish.workflow }), language: wish.language })}`;
  return (
    <Page
      fullWidth
      title="Content"
      subtitle={`${mails.length} mails as ${shopName} sends them, with some of your own products. Choose one to change its words.`}
      primaryAction={{ content: "Brand", url: "/app/brand" }}
    >
      <BlockStack gap="400">
        <Box paddingInline={{ xs: "400", sm: "0" }}>
          <BlockStack gap="300">
            <Choice label="Workflow">
              <FilterLinks
                label="Which workflow's mails"
                links={[{ id: null, title: "All" }, ...workflows].map(({ id, title }) => ({
                  title,
                  href: hrefOf({ workflow: id, language }),
                  isCurrent: id === workflow,
                }))}
              />
            </Choice>
            <Choice label="Language">
              <FilterLinks
                label="In which language"
                links={offered.map(({ code, name }) => ({
                  title: name,
                  href: hrefOf({ workflow, language: code }),
                  isCurrent: code === language,
                }))}
              />
            </Choice>
          </BlockStack>
        </Box>
        {mails.length === 0 ? (
          <EmptyState
            heading="No such workflow"
            image=""
            action={{ content: "Show all mails", url: hrefOf({ workflow: null, language }) }}
          >
            <p>It sends no mails, or is not there any more.</p>
          </EmptyState>
        ) : (
          <MailGallery mails={mails} language={language} />
        )}
      </BlockStack>
    </Page>
  );
}

function Choice({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <BlockStack gap="100">
      <Text as="span" tone="subdued">
        {label}
      </Text>
      {children}
    </BlockStack>
  );
}
