import type { Shop } from "@prisma/client";
import { DateTime } from "luxon";
import { senderProblems } from "~/delivery/sender-settings";
import { shopTime } from "~/shop-time";
import { listWorkflows } from "~/workflows/settings";
import { attention, comingUp, type HomeFigures, homeFigures } from "./home";
import { importProgress } from "./import-progress";
import { missingScopes } from "./missing-scopes";
import { privacyFigures } from "./privacy-list";

/** The home page at `at`: is it running, what needs doing, what goes out next. */
export async function homePage(shop: Shop, at: Date) {
  const since = DateTime.fromJSDate(at).minus({ days: 30 }).toJSDate();
  const [workflows, figures, needs, next, reading, privacy] = await Promise.all([
    listWorkflows(shop.shopId),
    homeFigures(shop.shopId, at),
    attention(shop.shopId, since),
    comingUp(shop.shopId, 8),
    importProgress(shop),
    privacyFigures(shop.shopId),
  ]);
  const on = workflows.filter(({ isOn }) => isOn);
  const titles = new Map(workflows.map(({ workflowId, title }) => [workflowId, title]));
  const problems = senderProblems(shop);
  const missing = missingScopes(shop);
  const setup = setupSteps(shop, on.length > 0);
  return {
    state: stateOf(
      on.map(({ title }) => title),
      problems,
    ),
    reading,
    setup: setup.every(({ isDone }) => isDone) ? null : setup,
    figures: figureCards(figures),
    attention: [
      ...(on.length > 0 && problems.length > 0
        ? [
            {
              title: "Nothing can be sent",
              text: `${problems.join(" ")} People go on through the workflows, but their mails are held back.`,
              action: { content: "Go to settings", url: "/app/settings" },
            },
          ]
        : []),
      ...(shop.sendgridKey !== null && shop.webhookKey === null
        ? [
            {
              title: "SendGrid does not report yet",
              text: "Waypost cannot know which mails were delivered, bounced or called spam, and goes on mailing dead addresses.",
              action: { content: "Connect the reports", url: "/app/settings#reports" },
            },
          ]
        : []),
      ...(missing.length > 0
        ? [
            {
              title: missing.length === 1 ? "A permission is missing" : `${missing.length} permissions are missing`,
              text: missing.map(({ scope, consequence }) => `${scope}: ${consequence}`).join(" "),
              action: { content: "See what to do", url: "/app/settings" },
            },
          ]
        : []),
      ...(privacy.dueAt
        ? [
            {
              title:
                privacy.toFetch === 1
                  ? "Somebody asked for their data"
                  : `${privacy.toFetch} people asked for their data`,
              text: `What is known about them is ready. Save it and hand it on by ${shopTime(privacy.dueAt, shop.timezone)}.`,
              action: { content: "Save the file", url: "/app/privacy" },
            },
          ]
        : []),
      ...(needs.parked > 0
        ? [
            {
              title:
                needs.parked === 1
                  ? "One message from Shopify could not be read"
                  : `${needs.parked} messages from Shopify could not be read`,
              text: "Nothing of it is lost. See why, and try again.",
              action: { content: "See why", url: "/app/parked" },
            },
          ]
        : []),
      ...(needs.unknown > 0
        ? [
            {
              title:
                needs.unknown === 1
                  ? "One mail may or may not have left"
                  : `${needs.unknown} mails may or may not have left`,
              text: "SendGrid gave no clear answer. They are not sent again, so that nobody gets a mail twice.",
              action: { content: "See them", url: "/app/unknown" },
            },
          ]
        : []),
    ],
    comingUp: next.map((run) => ({ ...run, workflow: titles.get(run.workflowId) ?? run.workflowId })),
  };
}

function stateOf(on: readonly string[], problems: readonly string[]): string {
  if (on.length === 0) return "Not running yet: no workflow is on.";
  if (problems.length > 0) return "Not sending: the sender is not set up.";
  return on.length === 1 ? `Running: ${on[0]} is on.` : `Running: ${on.length} workflows are on.`;
}

function setupSteps(shop: Shop, isRunning: boolean) {
  return [
    {
      title: "Connect SendGrid",
      text: "Waypost sends through your own SendGrid account, so that your good name stays yours.",
      isDone: shop.sendgridKey !== null,
      action: { label: "Connect SendGrid", url: "/app/settings#sendgrid" },
    },
    {
      title: "Say who sends",
      text: "A name, an address that SendGrid has verified, and the postal address that the law asks for.",
      isDone: shop.senderEmail !== null && shop.postalAddress !== null,
      action: { label: "Set the sender", url: "/app/settings#sender" },
    },
    {
      title: "Turn on Checkout abandonment",
      text: "It reminds shoppers who began checkout and left. Its page says how to turn off Shopify's own reminder first, so that nobody is reminded twice.",
      isDone: isRunning,
      action: { label: "See the workflow", url: "/app/workflows/checkout-abandonment" },
    },
  ];
}

function figureCards(figures: HomeFigures) {
  const count = new Intl.NumberFormat("en");
  return [
    {
      title: "Mails sent",
      value: count.format(figures.sent),
      note: `${count.format(figures.sentBefore)} in the 7 days before`,
    },
    {
      title: "Held back",
      value: count.format(figures.heldBack),
      note: `Mails that would have been wrong; ${count.format(figures.heldBackBefore)} in the 7 days before`,
    },
    {
      title: "In progress now",
      value: count.format(figures.inProgress),
      note: "People on their way through a workflow",
    },
  ];
}
