import { isRouteErrorResponse, useNavigate, useRevalidator } from "@remix-run/react";
import { Banner, Layout, Page } from "@shopify/polaris";

/** In place of a page that failed: what happened, what was kept, what to do. */
export function PageFailure({ error }: { error: unknown }) {
  const navigate = useNavigate();
  // Not a reload: after a walk through the app the frame's address no longer says which shop it is in.
  const { revalidate } = useRevalidator();
  const { title, text } = tell(error);
  return (
    <Page title={title}>
      <Layout>
        <Layout.Section>
          <Banner
            tone="critical"
            action={{ content: "Try again", onAction: revalidate }}
            secondaryAction={{ content: "Back to Home", onAction: () => navigate("/app") }}
          >
            <p>{text}</p>
          </Banner>
        </Layout.Section>
      </Layout>
    </Page>
  );
}

function tell(error: unknown): { title: string; text: string } {
  if (isRouteErrorResponse(error) && error.status === 404) {
    return { title: "This page does not exist", text: typeof error.data === "string" ? error.data : "" };
  }
  if (isRouteErrorResponse(error) && error.status === 401) {
    return { title: "Your session has ended", text: "Nothing was changed. Try again, or open the app anew." };
  }
  return {
    title: "This page could not be shown",
    text: "The failure has been written down. Workflows go on running, and what was saved is kept. If it fails again, tell your host.",
  };
}
