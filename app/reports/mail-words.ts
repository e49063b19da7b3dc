import type { TimelineEntry } from "./contact-timeline";

/** A mail on a contact's timeline, in a merchant's words. `name` is its subject, or what stands for it. */
export function mailWords(status: string, name: string): Pick<TimelineEntry, "title" | "detail" | "tone"> {
  switch (status) {
    case "queued":
      return { title: `Due: “${name}”`, detail: "It is checked once more at that moment.", tone: "neutral" };
    case "sending":
      return { title: `Being sent: “${name}”`, detail: null, tone: "neutral" };
    case "sent":
      return { title: `Sent: “${name}”`, detail: null, tone: "good" };
    case "unknown":
      return {
        title: `Perhaps sent: “${name}”`,
        detail: "SendGrid gave no clear answer. It is not sent again; SendGrid's own report settles it.",
        tone: "warning",
      };
    default:
      return { title: `Not sent: “${name}”`, detail: null, tone: "warning" };
  }
}
