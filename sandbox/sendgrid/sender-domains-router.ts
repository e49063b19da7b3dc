import express, { Router } from "express";
import { publishedSchema, schemaError } from "./published-schema";
import { dnsOf, forRows, isFound, isValid, type SenderDomain, type SenderDomains } from "./sender-domains";

const DOMAINS = "/v3/whitelabel/domains";

interface DomainWish {
  readonly domain: string;
  readonly subdomain?: string;
}

const isWish = publishedSchema<DomainWish>(
  "tsg_domain_authentication_v3.json",
  "/paths/~1v3~1whitelabel~1domains/post/requestBody/content/application~1json/schema",
);

/** The account's authenticated domains as SendGrid's v3 API has them; requests validated against its description. */
export function senderDomainsRouter(domains: SenderDomains): Router {
  const router = Router();

  router.get(DOMAINS, (request, response) => {
    const { domain, limit = "50", offset = "0" } = request.query;
    const wanted = domains.all().filter((one) => typeof domain !== "string" || one.domain === domain);
    response.json(wanted.slice(Number(offset), Number(offset) + Number(limit)).map(shown));
  });
  router.post(DOMAINS, express.json(), (request, response) => {
    const wish: unknown = request.body;
    if (!isWish(wish)) {
      response.status(400).json({ errors: (isWish.errors ?? []).map(schemaError) });
      return;
    }
    if (domains.all().some(({ domain }) => domain === wish.domain)) {
      response.status(400).json({ errors: [{ message: `a domain authentication for ${wish.domain} already exists` }] });
      return;
    }
    response.status(201).json(shown(domains.add(wish.domain, wish.subdomain)));
  });
  router.post(`${DOMAINS}/:id/validate`, (request, response) => {
    const domain = domains.look(Number(request.params.id));
    if (!domain) {
      response.status(404).json({ errors: [{ message: "domain not found" }] });
      return;
    }
    response.json({
      id: domain.id,
      valid: isValid(domain),
      validation_results: forRows((row) => {
        const { host, data } = dnsOf(domain, row);
        const valid = isFound(domain, row);
        return { valid, reason: valid ? null : `Expected CNAME for "${host}" to match "${data}".` };
      }),
    });
  });
  return router;
}

function shown(domain: SenderDomain) {
  return {
    id: domain.id,
    user_id: 1_446_226,
    subdomain: domain.subdomain,
    domain: domain.domain,
    username: "lantern-lane",
    ips: [],
    custom_spf: false,
    default: false,
    legacy: false,
    automatic_security: true,
    valid: isValid(domain),
    dns: forRows((row) => ({ valid: isFound(domain, row), type: "cname", ...dnsOf(domain, row) })),
  };
}
