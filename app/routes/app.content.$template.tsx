import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ShouldRevalidateFunctionArgs, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { type EditorAnswer, TemplateEditor } from "~/components/content/template-editor";
import { type Language, languages } from "~/content/language";
import { restoreTemplate, type SavedVersion, saveTemplate } from "~/content/template-versions";
import { isTemplateKey, type TemplateKey } from "~/content/templates";
import { sendTest, testToast } from "~/delivery/send-test";
import { contactNamed } from "~/reports/contact-choices";
import { templatePage } from "~/reports/template-page";
import { templatePreview } from "~/reports/template-preview";
import { requireShop } from "~/session.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.page.name ?? "Mail"} · Waypost` }];

const query = z.object({
  language: z.enum(languages).nullish().catch(null),
  as: z.uuid().nullish().catch(null),
});

export async function loader({ request, params }: LoaderFunctionArgs) {
  const shop = await requireShop(request);
  const key = templateKey(params.template);
  const { language, as } = query.parse(Object.fromEntries(new URL(request.url).searchParams));
  const page = await templatePage(shop, key);
  const contact = as ? await contactNamed(shop.shopId, as) : null;
  const preview = await templatePreview(shop, {
    key,
    settings: page.settings,
    language: language ?? page.form.language,
    contactId: contact?.contactId ?? null,
  });
  return { page, preview, contact };
}

/** Another language, contact or view is asked for as a preview: what is being written stays. */
export function shouldRevalidate({ currentUrl, nextUrl, formMethod, ...args }: ShouldRevalidateFunctionArgs) {
  const isSearchAlone = !formMethod && currentUrl.pathname === nextUrl.pathname;
  return isSearchAlone ? false : args.defaultShouldRevalidate;
}

const settings = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    context.addIssue({ code: "custom", message: "The settings are no JSON." });
    return z.NEVER;
  }
});

const command = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), base: z.coerce.number().int().min(0), settings }),
  z.object({ intent: z.literal("restore"), version: z.coerce.number().int().min(0) }),
  z.object({
    intent: z.literal("test"),
    to: z.string(),
    settings,
    language: z.enum(languages),
    contactId: z.uuid().optional(),
  }),
]);

export async function action({ request, params }: ActionFunctionArgs): Promise<EditorAnswer> {
  const shop = await requireShop(request);
  const key = templateKey(params.template);
  const wish = command.parse(Object.fromEntries(await request.formData()));
  switch (wish.intent) {
    case "save":
      return answerOf(await saveTemplate(shop.shopId, key, wish.base, wish.settings), "Saved");
    case "restore":
      return restoredOf(await restoreTemplate(shop.shopId, key, wish.version));
    case "test": {
      const { to, language, contactId = null } = wish;
      return sendPreview({ shop, key, settings: wish.settings, language, contactId }, to);
    }
  }
}

interface TestRequest {
  readonly shop: Awaited<ReturnType<typeof requireShop>>;
  readonly key: TemplateKey;
  readonly settings: unknown;
  readonly language: Language;
  readonly contactId: string | null;
}

/** Sends what the preview shows. */
async function sendPreview({ shop, ...request }: TestRequest, to: string): Promise<EditorAnswer> {
  const preview = await templatePreview(shop, request);
  switch (preview.kind) {
    case "refused":
      return { problem: "Something in it is not right yet, and is marked in the form." };
    case "nothing":
      return { problem: preview.why };
    case "shown": {
      const sent = await sendTest(shop.shopId, to, preview);
      return sent.ok ? { toast: testToast(sent) } : { problem: sent.problem };
    }
  }
}

function answerOf(saved: SavedVersion, toast: string): EditorAnswer {
  if (saved.ok) return { toast };
  return saved.kind === "refused"
    ? { problem: "Something in it is not right yet, and is marked in the form. What you wrote is still here." }
    : {
        problem: `Version ${saved.version} was saved meanwhile, in another window or by somebody else. Copy what you wrote, load this page again and put it in there.`,
      };
}

/** What cannot come back is said here: the form shows another version, where it has no place. */
function restoredOf(saved: SavedVersion): EditorAnswer {
  if (saved.ok || saved.kind === "overtaken") return answerOf(saved, "Restored");
  return { problem: `This version can't come back as it was. ${Object.values(saved.errors).join(" ")}` };
}

function templateKey(key: string | undefined): TemplateKey {
  if (key !== undefined && isTemplateKey(key)) return key;
  throw new Response("There is no such mail.", { status: 404 });
}

export default function Template() {
  const { page, preview, contact } = useLoaderData<typeof loader>();
  return <TemplateEditor key={page.key} page={page} preview={preview} contact={contact} />;
}
