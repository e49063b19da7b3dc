import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useFetcher, useLoaderData, useSearchParams } from "@remix-run/react";
import { Banner, BlockStack, Box, Card, InlineGrid, List, Page, Text } from "@shopify/polaris";
import { z } from "zod";
import { now } from "~/clock";
import { FilterLinks } from "~/components/filter-links";
import { Flow } from "~/components/flow";
import { useToast } from "~/components/use-toast";
import { VersionsCard } from "~/components/versions-card";
import type { Answer } from "~/components/workflow/answer-banner";
import { AudienceCard } from "~/components/workflow/audience-card";
import { DecisionList } from "~/components/workflow/decision-list";
import { EndsCard } from "~/components/workflow/ends-card";
import { LimitsCard } from "~/components/workflow/limits-card";
import { OnOffBadge } from "~/components/workflow/on-off-badge";
import { PaceCard } from "~/components/workflow/pace-card";
import { PausedBanner } from "~/components/workflow/paused-banner";
import { ShopifyMailCard } from "~/components/workflow/shopify-mail-card";
import { StepPanel } from "~/components/workflow/step-panel";
import { resumeWorkflow } from "~/delivery/harm";
import { sendTest, testToast } from "~/delivery/send-test";
import { senderProblems } from "~/delivery/sender-settings";
import { isOutcome } from "~/reports/outcome-words";
import { problemWords } from "~/reports/problem-words";
import { sampleOfStep } from "~/reports/step-sample";
import { workflowPage, workflowViews } from "~/reports/workflow-page";
import { requireShop } from "~/session.server";
import { type ReadChanges, readAudience, readLimits, readStepChange } from "~/workflows/read-changes";
import { type Changed, changeWorkflow, restoreVersion, switchWorkflow } from "~/workflows/settings";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.page.title ?? "Workflow"} · Waypost` },
];

const query = z.object({
  show: z.enum(workflowViews).default("flow").catch("flow"),
  step: z.string().max(40).nullish().catch(null),
  outcome: z.string().refine(isOutcome).nullish().catch(null),
});

export async function loader({ request, params }: LoaderFunctionArgs) {
  const shop = await requireShop(request);
  const { show, step = null, outcome = null } = query.parse(Object.fromEntries(new URL(request.url).searchParams));
  const page = await workflowPage({ shop, workflowId: params.id ?? "", view: show, step, outcome, at: now() });
  if (!page) throw new Response("There is no such workflow.", { status: 404 });
  return { page, show };
}

const command = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("switch"), isOn: z.stringbool() }),
  z.object({ intent: z.literal("resume") }),
  z.looseObject({ intent: z.literal("step"), step: z.string(), kind: z.string() }),
  z.object({ intent: z.literal("audience"), conditions: z.string() }),
  z.object({ intent: z.literal("segment"), segmentId: z.union([z.literal("").transform(() => null), z.uuid()]) }),
  z.looseObject({ intent: z.literal("limits") }),
  z.object({ intent: z.literal("restore"), version: z.coerce.number().int().positive() }),
  z.object({ intent: z.literal("test"), step: z.string(), to: z.string() }),
]);

export async function action({ request, params }: ActionFunctionArgs): Promise<Answer> {
  const shop = await requireShop(request);
  const { shopId } = shop;
  const id = params.id ?? "";
  const form = await request.formData();
  const fields = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
  const parsed = command.safeParse(fields);
  if (!parsed.success) return { problem: parsed.error.issues.map(({ message }) => message).join(" ") };
  const wish = parsed.data;
  const change = async (read: ReadChanges) => changed(read.ok ? await changeWorkflow(shopId, id, read.changes) : read);
  switch (wish.intent) {
    case "switch": {
      const problems = wish.isOn ? senderProblems(shop) : [];
      if (problems.length > 0) return { problem: problems.join(" ") };
      const switched = await switchWorkflow(shopId, id, wish.isOn);
      return switched.ok ? { toast: wish.isOn ? "Turned on" : "Turned off" } : { problem: switched.reason };
    }
    case "resume":
      return (await resumeWorkflow(shopId, id)) ? { toast: "It goes on" } : { toast: "It goes on already" };
    case "step":
      return change(readStepChange(wish.step, wish.kind, fields, shop.currency));
    case "audience":
      return change(readAudience(wish.conditions));
    case "segment":
      return change({ ok: true, changes: { segmentId: wish.segmentId } });
    case "limits":
      return change(readLimits(fields));
    case "restore":
      return changed(await restoreVersion(shopId, id, wish.version), "Restored");
    case "test": {
      const mail = await sampleOfStep(shop, id, wish.step);
      if (!mail) return { problem: "There is no such mail any more." };
      const sent = await sendTest(shopId, wish.to, mail);
      return sent.ok ? { toast: testToast(sent) } : { problem: sent.problem };
    }
  }
}

function changed(result: Changed, toast = "Saved"): Answer {
  return result.ok ? { toast } : { problem: result.problems.map(problemWords).join(" ") };
}

const viewTitles = { flow: "What happens", decisions: "What was decided", versions: "Versions" };

export default function Workflow() {
  const { page, show } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const fetcher = useFetcher<Answer>();
  useToast(fetcher.data);
  const isSwitching = fetcher.state !== "idle";
  const count = new Intl.NumberFormat("en");
  const views = Object.entries(viewTitles).map(([view, title]) => ({
    title,
    href: view === "flow" ? "?" : `?${new URLSearchParams({ show: view })}`,
    isCurrent: view === show,
  }));

  return (
    <Page
      fullWidth
      title={page.title}
      titleMetadata={<OnOffBadge isOn={page.isOn} isPaused={page.pauseReason !== null} />}
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
        {page.pauseReason && (
          <PausedBanner
            reason={page.pauseReason}
            isResuming={isSwitching}
            onResume={() => fetcher.submit({ intent: "resume" }, { method: "post" })}
          />
        )}
        {page.flow && page.shopifysMail && !page.isOn && <ShopifyMailCard mail={page.shopifysMail} isOn={false} />}
        <Box paddingInline={{ xs: "400", sm: "0" }}>
          <BlockStack gap="200">
            <Text as="p">{page.summary}</Text>
            <FilterLinks label="What to look at" links={views} />
          </BlockStack>
        </Box>
        {page.flow && page.settings && (
          <InlineGrid columns={{ xs: 1, lg: ["twoThirds", "oneThird"] }} gap="400" alignItems="start">
            <Card>
              <BlockStack gap="400">
                <Text as="h2" variant="headingMd">
                  What happens
                </Text>
                <Flow
                  startsWhen={page.flow.startsWhen}
                  steps={page.flow.steps}
                  openStep={page.flow.panel?.name ?? null}
                  hrefOf={(step) => (step === null ? "?" : `?${new URLSearchParams({ step })}`)}
                />
              </BlockStack>
            </Card>
            {page.flow.panel ? (
              <StepPanel
                key={page.flow.panel.name}
                panel={page.flow.panel}
                testAddress={page.testAddress}
                closeHref="?"
              />
            ) : (
              <BlockStack gap="400">
                {search.has("step") && (
                  <Banner tone="info">There is no such step any more. Choose one in the flow.</Banner>
                )}
                {page.warnings.length > 0 && (
                  <Banner tone="info" title="Worth a thought">
                    <List>
                      {page.warnings.map((warning) => (
                        <List.Item key={warning}>{warning}</List.Item>
                      ))}
                    </List>
                  </Banner>
                )}
                {page.pace && <PaceCard pace={page.pace} isOn={page.isOn} />}
                <AudienceCard {...page.settings} />
                <EndsCard endsWhen={page.settings.endsWhen} speaks={page.settings.speaks} />
                <LimitsCard {...page.settings.limits} />
                {page.shopifysMail && page.isOn && <ShopifyMailCard mail={page.shopifysMail} isOn />}
              </BlockStack>
            )}
          </InlineGrid>
        )}
        {page.decisions && (
          <DecisionList
            {...page.decisions}
            hrefOf={(outcome) => `?${new URLSearchParams({ show: "decisions", ...(outcome !== null && { outcome }) })}`}
          />
        )}
        {page.versions && (
          <VersionsCard
            versions={page.versions}
            holdsFor="People who are in it stay on the version that they began with."
            none="As it ships. Your first change makes version 2."
          />
        )}
      </BlockStack>
    </Page>
  );
}
