import type { Shop } from "@prisma/client";
import { type KeyAbility, keyAbilities } from "~/delivery/key-abilities";
import { type SenderDomain, senderDomains } from "~/delivery/sender-domains";

export interface ToldStanding {
  readonly isGood: boolean | null;
  readonly text: string;
}

/** What Settings shows of who sends, beyond the form. */
export interface SenderPage {
  /** Null while there is no key. */
  readonly abilities: readonly KeyAbility[] | null;
  /** Null while there is no address, or nobody who could be asked. */
  readonly standing: ToldStanding | null;
  readonly domains: readonly SenderDomain[];
  readonly isSandboxed: boolean;
  readonly testAddress: string;
}

export async function senderPage(shop: Shop): Promise<SenderPage> {
  const { shopId, sendgridKey, senderEmail, senderStanding } = shop;
  return {
    abilities: sendgridKey ? keyAbilities(shop.sendgridScopes) : null,
    standing: sendgridKey && senderEmail ? toldStanding(senderStanding, senderEmail) : null,
    domains: await senderDomains(shopId),
    isSandboxed: shop.isSandboxed,
    testAddress: shop.email ?? "",
  };
}

function toldStanding(standing: string | null, email: string): ToldStanding {
  const domain = email.slice(email.lastIndexOf("@") + 1);
  switch (standing) {
    case "at-domain":
      return { isGood: true, text: `SendGrid may send for ${domain}: the domain is authenticated.` };
    case "verified":
      return {
        isGood: true,
        text: `SendGrid has verified ${email}. Gmail and Yahoo ask for more of who writes to many: authenticate ${domain} too.`,
      };
    case "unverified":
      return {
        isGood: false,
        text: `SendGrid has neither verified ${email} nor authenticated ${domain}. Mails wait until it has.`,
      };
    default:
      return {
        isGood: null,
        text: `SendGrid would not say whether you may send as ${email}: the key may not ask, or it could not be reached.`,
      };
  }
}
