import { Badge } from "@shopify/polaris";

/** Whether a workflow is at work. One that paused itself says so, whatever its switch says. */
export function OnOffBadge({ isOn, isPaused }: { readonly isOn: boolean; readonly isPaused: boolean }) {
  if (isPaused) return <Badge tone="critical">Paused</Badge>;
  return isOn ? <Badge tone="success">On</Badge> : <Badge>Off</Badge>;
}
