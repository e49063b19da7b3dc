import { Card, Layout, SkeletonBodyText, SkeletonPage } from "@shopify/polaris";

/** Stands in for a page while its data comes. */
export function PageSkeleton() {
  return (
    <SkeletonPage title="Loading">
      <Layout>
        <Layout.Section>
          <Card>
            <SkeletonBodyText lines={6} />
          </Card>
        </Layout.Section>
      </Layout>
    </SkeletonPage>
  );
}
