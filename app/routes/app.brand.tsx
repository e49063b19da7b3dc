import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useFetcher, useLoaderData, useSearchParams } from "@remix-run/react";
import { Banner, BlockStack, InlineGrid, Page, useBreakpoints } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { z } from "zod";
import { BrandForm } from "~/components/content/brand-form";
import { BrandPreviewCard, brandViews } from "~/components/content/brand-preview-card";
import styles from "~/components/content/template-editor.module.css";
import { useBrandPreview } from "~/components/content/use-brand-preview";
import { useToast } from "~/components/use-toast";
import { brandSettingsSchema, networks } from "~/content/brand";
import { languageOf } from "~/content/language";
import { brandFields, saveBrand, takeFoundBrand } from "~/content/save-brand";
import { isTemplateKey, templates } from "~/content/templates";
import { fontWords, toneWords } from "~/reports/brand-words";
import { requireShop } from "~/session.server";
import { findBrand } from "~/shop-brand.server";

export const meta: MetaFunction = () => [{ title: "Brand · Waypost" }];

const query = z.object({ view: z.enum(brandViews).nullish().catch(null) });

export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await requireShop(request);
  const { view } = query.parse(Object.fromEntries(new URL(request.url).searchParams));
  return {
    view: view ?? null,
    saved: brandFields(brandSettingsSchema.parse(shop.brand)),
    language: languageOf(shop.locale),
    fonts: fontWords,
    tones: toneWords,
    networks: Object.entries(networks).map(([name, label]) => ({ name, label })),
    mails: Object.keys(templates)
      .filter(isTemplateKey)
      .map((key) => ({ value: key, label: templates[key].name })),
  };
}

interface Answer {
  readonly toast?: string;
  readonly problem?: string;
  readonly errors?: Readonly<Partial<Record<string, string>>>;
}

export async function action({ request }: ActionFunctionArgs): Promise<Answer> {
  const shop = await requireShop(request);
  const { intent, ...fields } = Object.fromEntries(await request.formData());
  if (intent === "read") {
    const found = await findBrand(shop.domain);
    if (!found) return { problem: "Shopify did not answer. Nothing was changed; try again in a moment." };
    if (Object.keys(found.brand).length === 0) {
      return { problem: "Shopify knows no logo and no colour of yours yet. Add them there under Settings > Brand." };
    }
    await takeFoundBrand(shop.shopId, found.brand);
    return { toast: "Taken over from Shopify" };
  }
  const saved = await saveBrand(shop.shopId, fields);
  return saved.ok ? { toast: "Saved" } : { errors: saved.errors };
}

export default function Brand() {
  const { view: asked, saved, language, fonts, tones, networks: offered, mails } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { smDown: isPhone } = useBreakpoints();
  const view = asked ?? (isPhone ? "phone" : "desktop");
  const fetcher = useFetcher<Answer>();
  useToast(fetcher.data);
  const form = useRef<HTMLFormElement>(null);
  const [mail, setMail] = useState(mails[0]?.value ?? "");
  const { answer, shown, isStale, failure, onChange } = useBrandPreview(form, mail, language);
  // After a save, a discard or a take-over the fields change without anybody typing.
  useEffect(() => {
    void saved;
    onChange();
  }, [saved, onChange]);
  const errors = answer?.kind === "refused" ? answer.errors : (fetcher.data?.errors ?? {});
  return (
    <Page
      fullWidth
      title="Brand"
      subtitle="How every mail looks and sounds. What you save shows from the very next mail on."
      backAction={{ content: "Content", url: "/app/content" }}
    >
      <BlockStack gap="400">
        {fetcher.data?.problem && (
          <Banner tone="warning" title="Not taken over">
            <p>{fetcher.data.problem}</p>
          </Banner>
        )}
        <InlineGrid columns={{ xs: 1, lg: ["oneHalf", "oneHalf"] }} gap="400" alignItems="start">
          <fetcher.Form
            ref={form}
            method="post"
            data-save-bar
            onInput={onChange}
            onChange={onChange}
            onReset={onChange}
          >
            <BrandForm
              saved={saved}
              errors={errors}
              advice={answer?.advice ?? {}}
              fonts={fonts}
              tones={tones}
              networks={offered}
              settingsUrl="/app/settings#sender"
              onTaken={onChange}
              onRead={() => fetcher.submit({ intent: "read" }, { method: "post" })}
              isReading={fetcher.state !== "idle" && fetcher.formData?.get("intent") === "read"}
            />
          </fetcher.Form>
          <div className={styles.beside}>
            <BrandPreviewCard
              shown={shown}
              isRefused={answer?.kind === "refused"}
              isStale={isStale}
              failure={failure}
              view={view}
              hrefOf={(one) => `?${new URLSearchParams({ ...Object.fromEntries(search), view: one })}`}
              mails={mails}
              mail={mail}
              onMail={setMail}
            />
          </div>
        </InlineGrid>
      </BlockStack>
    </Page>
  );
}
