import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useFetcher, useLoaderData, useSearchParams } from "@remix-run/react";
import { Badge, Banner, BlockStack, Box, Card, InlineGrid, Page, Text } from "@shopify/polaris";
import { z } from "zod";
import { now } from "~/clock";
import { AudienceCard } from "~/components/audience-card";
import { Flow } from "~/components/flow";
import { useZoneName, When } from "~/components/shop-format";
import { StepPanel } from "~/components/step-panel";
import { useToast } from "~/components/use-toast";
import { WordList } from "~/components/word-list";
import { brandOf } from "~/content/brand";
import { renderSample } from "~/content/compile";
import { isTemplateKey, type TemplateKey } from "~/content/templates";
import { senderProblems, sendTest } from "~/delivery/sender-settings";
import { workflowPage } from "~/reports/workflow-page";
import { requireShop } from "~/session.server";
import { changeWorkflow, switchWorkflow } from "~/workflows/settings";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.page.title ?? "Workflow"} · Waypost` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const shop = await requireShop(request);
  const step = new URL(request.url).searchParams.get("step");
  const page = await workflowPage(shop, params.id ?? "", step, now());
  if (!page) throw new Response("There is no such workflow.", { status: 404 });
  return { page };
}

const command = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("switch"), isOn: z.stringbool() }),
  z.object({
    intent: z.literal("wait"),
    step: z.string(),
    hours: z.coerce
      .number("Enter a number of hours.")
      .int("Enter whole hours.")
      .min(1, "At least one hour.")
      .max(8760, "At most a year."),
  }),
  z.object({ intent: z.literal("subject"), step: z.string(), subject: z.string() }),
  z.object({ intent: z.literal("segment"), segmentId: z.union([z.literal("").transform(() => null), z.uuid()]) }),
  z.object({
    intent: z.literal("test"),
    template: z.custom<TemplateKey>((key) => typeof key === "string" && isTemplateKey(key), "There is no such mail."),
    subject: z.string(),
    to: z.string(),
  }),
]);

/** What the page says after an action: a short toast, or a problem that stays. */
interface Answer {
  readonly toast?: string;
  readonly problem?: string;
}

export async function action({ request, params }: ActionFunctionArgs): Promise<Answer> {
  const shop = await requireShop(request);
  const id = params.id ?? "";
  const parsed = command.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) return { problem: parsed.error.issues.map(({ message }) => message).join(" ") };
  const wish = parsed.data;
  switch (wish.intent) {
    case "switch": {
      const problems = wish.isOn ? senderProblems(shop) : [];
      if (problems.length > 0) return { problem: problems.join(" ") };
      const switched = await switchWorkflow(shop.shopId, id, wish.isOn);
      return switched.ok ? { toast: wish.isOn ? "Turned on" : "Turned off" } : { problem: switched.reason };
    }
    case "wait":
      return changed(await changeWorkflow(shop.shopId, id, { waits: { [wish.step]: { hours: wish.hours } } }));
    case "subject":
      return changed(await changeWorkflow(shop.shopId, id, { subjects: { [wish.step]: wish.subject } }));
    case "segment":
      return changed(await changeWorkflow(shop.shopId, id, { segmentId: wish.segmentId }));
    case "test": {
      const mail = await renderSample(wish.template, brandOf(shop), wish.subject || undefined);
      const sent = await sendTest(shop.shopId, wish.to, mail);
      return sent.ok ? { toast: "Test mail sent" } : { problem: sent.problem };
    }
  }
}

function changed(result: Awaited<ReturnType<typeof changeWorkflow>>): Answer {
  if (result.ok) return { toast: "Saved" };
  return { problem: result.problems.map(({ reason }) => reason).join(" ") };
}

export default function Workflow() {
  const { page } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const fetcher = useFetcher<typeof action>();
  const zone = useZoneName();
  useToast(fetcher.data);
  const isSwitching = fetcher.state !== "idle" && fetcher.formData?.get("intent") === "switch";
  const count = new Intl.NumberFormat("en");

  return (
    <Page
      title={page.title}
      titleMetadata={page.isOn ? <Badge tone="success">On</Badge> : <Badge>Off</Badge>}
      subtitle={`${count.format(page.inItNow)} in it now, ${count.format(page.sent)} sent in the last 30 days`}
      backAction={{ content: "Workflows", url: "/app/workflows" }}
      primaryAction={{
        content: page.isOn ? "Turn off" : "Turn on",
        loading: isSwitching,
        onAction: () => fetcher.submit({ intent: "switch", isOn: String(!page.isOn) }, { method: "post" }),
      }}
    >
      <BlockStack gap="400">
        {fetcher.data?.problem && (
          <Banner
            tone="critical"
            title="This was not done"
            {...(page.problems.length > 0 && { action: { content: "Go to settings", url: "/app/settings" } })}
          >
            <p>{fetcher.data.problem} Everything else is as it was.</p>
          </Banner>
        )}
        <Box paddingInline={{ xs: "400", sm: "0" }}>
          <Text as="p">{page.summary}</Text>
        </Box>
        <InlineGrid columns={{ xs: 1, md: ["oneThird", "twoThirds"] }} gap="400" alignItems="start">
          <Card>
            <BlockStack gap="400">
              <Text as="h2" variant="headingMd">
                What happens
              </Text>
              <Flow
                startsWhen={page.words.startsWhen}
                steps={page.steps}
                openStep={page.panel?.name ?? null}
                hrefOf={(step) => `?${new URLSearchParams({ step })}`}
              />
            </BlockStack>
          </Card>
          <BlockStack gap="400">
            {page.panel ? (
              <StepPanel key={page.panel.name} panel={page.panel} testAddress={page.testAddress} fetcher={fetcher} />
            ) : (
              <Card>
                <Text as="p" tone="subdued">
                  {search.has("step") ? "There is no such step. " : ""}Choose a step to see its settings and its mail.
                </Text>
              </Card>
            )}
            <WordList title="Who gets it" intro="All of these are true when it starts:" items={page.words.whoGetsIt} />
            <AudienceCard segments={page.segments} segmentId={page.segmentId} />
            <WordList
              title="When it ends early"
              intro="Consent, orders and the address are read again before each mail. It ends at once when:"
              items={page.words.endsWhen}
            />
            <Card>
              <BlockStack gap="200">
                <Text as="h2" variant="headingMd">
                  Versions
                </Text>
                <Text as="p" tone="subdued">
                  {page.versions.length > 0
                    ? `People who are in it stay on the version that they began with. Times are ${zone}.`
                    : "As it ships. Your first change makes version 2."}
                </Text>
                {page.versions.map(({ version, createdAt }) => (
                  <Text as="p" key={version}>
                    Version {version}
                    {version === page.version ? " (current)" : ""} · <When at={createdAt} />
                  </Text>
                ))}
              </BlockStack>
            </Card>
          </BlockStack>
        </InlineGrid>
      </BlockStack>
    </Page>
  );
}
