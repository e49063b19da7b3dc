/** What every part of the sandbox knows about the world it plays. */
export interface SandboxContext {
  /** The browser's way to the sandbox: storefront, admin frame, inbox. No slash at the end. */
  readonly url: string;
  /** The browser's way to the app: the sandbox's own proxy. */
  readonly publicAppUrl: string;
  /** The sandbox's way to the app: webhooks and the clock go here. */
  readonly appUrl: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Where state is kept between starts; null keeps it in memory only. */
  readonly dataFolder: string | null;
}
