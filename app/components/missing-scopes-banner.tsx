import { Banner, BlockStack, List, Text } from "@shopify/polaris";

interface MissingScopesBannerProps {
  readonly missing: readonly { readonly scope: string; readonly consequence: string }[];
}

/** Which permissions the merchant has not granted, and what does not work without each. Nothing when all are there. */
export function MissingScopesBanner({ missing }: MissingScopesBannerProps) {
  if (missing.length === 0) return null;
  return (
    <Banner
      tone="warning"
      title={missing.length === 1 ? "A permission is missing" : `${missing.length} permissions are missing`}
    >
      <BlockStack gap="200">
        <List>
          {missing.map(({ scope, consequence }) => (
            <List.Item key={scope}>
              <Text as="span" fontWeight="semibold">
                {scope}
              </Text>
              : {consequence}
            </List.Item>
          ))}
        </List>
        <p>Open the app anew from the list of apps in your Shopify admin: it asks for what is missing.</p>
      </BlockStack>
    </Banner>
  );
}
