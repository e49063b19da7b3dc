import { DateTime } from "luxon";
import { addressFields } from "./order-node";
import { type Fields, gid, type World } from "./world";

export function shopNode({ store, context }: World): Fields {
  const { shop } = store.state;
  const offset = DateTime.now().setZone(shop.timezone);
  const address = {
    __typename: "ShopAddress",
    id: gid("ShopAddress", shop.id),
    ...addressFields(shop.address),
    company: shop.name,
  };
  const domain = {
    __typename: "Domain",
    id: gid("Domain", shop.id),
    host: new URL(context.url).host,
    url: context.url,
    sslEnabled: context.url.startsWith("https:"),
  };
  return {
    __typename: "Shop",
    id: gid("Shop", shop.id),
    name: shop.name,
    description: "Things for the home, made to last.",
    email: shop.email,
    contactEmail: shop.email,
    shopOwnerName: shop.ownerName,
    myshopifyDomain: shop.domain,
    primaryDomain: domain,
    url: context.url,
    storefrontUrl: context.url,
    currencyCode: shop.currency,
    enabledPresentmentCurrencies: [shop.currency],
    currencyFormats: {
      moneyFormat: "€{{amount}}",
      moneyWithCurrencyFormat: "€{{amount}} EUR",
      moneyInEmailsFormat: "€{{amount}}",
      moneyWithCurrencyInEmailsFormat: "€{{amount}} EUR",
    },
    ianaTimezone: shop.timezone,
    timezoneAbbreviation: offset.offsetNameShort,
    timezoneOffset: offset.toFormat("ZZZ"),
    timezoneOffsetMinutes: offset.offset,
    unitSystem: "METRIC_SYSTEM",
    weightUnit: "GRAMS",
    taxesIncluded: true,
    taxShipping: true,
    shipsToCountries: ["AT", "DE", "FR", "IE", "NL", "SE"],
    shopAddress: address,
    billingAddress: address,
    plan: {
      partnerDevelopment: true,
      publicDisplayName: "Developer Preview",
      displayName: "Developer Preview",
      shopifyPlus: false,
    },
    checkoutApiSupported: true,
    setupRequired: false,
    createdAt: shop.createdAt,
    updatedAt: shop.createdAt,
    metafield: null,
  };
}

/** AppInstallation: the app as installed here, with the scopes that its toml asks for. */
export function appInstallationNode({ context, scopes }: World): Fields {
  const accessScopes = scopes.split(",").map((handle) => ({ handle, description: handle.replace("_", " ") }));
  return {
    __typename: "AppInstallation",
    id: gid("AppInstallation", "548380009"),
    accessScopes,
    activeSubscriptions: [],
    launchUrl: `${context.url}/admin`,
    uninstallUrl: null,
    metafield: null,
    app: {
      __typename: "App",
      id: gid("App", "2525000003"),
      apiKey: context.apiKey,
      handle: "waypost",
      title: "Waypost",
      embedded: true,
      requestedAccessScopes: accessScopes,
    },
  };
}
