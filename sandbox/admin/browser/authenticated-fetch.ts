import { fetchIdToken } from "./admin-link";

/**
 * Gives each request to the app's own origin a fresh id token, once more if the app asks for it (it does
 * when Shopify refused the token in an exchange), and follows the app's wish to sign in again.
 */
export function authenticateFetch(): void {
  const plainFetch = window.fetch.bind(window);

  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (new URL(request.url).origin !== location.origin || request.headers.has("authorization")) {
      return plainFetch(input, init);
    }
    const again = request.clone();
    const response = await plainFetch(await authorised(request));

    const reauthorise = response.headers.get("X-Shopify-API-Request-Failure-Reauthorize-Url");
    if (reauthorise) {
      window.open(reauthorise, "_top");
      return response;
    }
    return response.headers.has("X-Shopify-Retry-Invalid-Session-Request")
      ? plainFetch(await authorised(again))
      : response;
  };
}

async function authorised(request: Request): Promise<Request> {
  request.headers.set("Authorization", `Bearer ${await fetchIdToken()}`);
  return request;
}
