import { isbotMatch } from "isbot";

/**
 * What calls itself a mail-security gateway, beside the crawlers and tools that isbot knows. Only what stands in front of
 * a mailbox: a person's own security program names itself in the browser with which that person clicks.
 */
const gateways =
  /barracuda|proofpoint|mimecast|messagelabs|symantec|fireeye|trellix|trendmicro|trend micro|sophos|ironport|cisco.?(secure|email)|forcepoint|websense|forti(guard|mail)|zscaler|cloudmark|vade.?(retro|secure)|cyren|avanan|checkpoint|mailscanner|mailguard|spamhaus|spamexperts|hornetsecurity|retarus|nospamproxy|ironscales|perception.?point|darktrace|area1|cloudflare.?email|clearswift|trustwave|safelinks|microsoft office existence discovery|url.?defense|link.?(scanner|checker|validator)/i;

/** Who looks at links without being a person, as far as their name tells it: part of the name; null for a browser. */
export function scannerName(agent: string): string | null {
  return (gateways.exec(agent)?.[0] ?? isbotMatch(agent))?.slice(0, 40) ?? null;
}
