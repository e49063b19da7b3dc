/** What marketing mails are about, as shoppers choose between them on their preference page. */
export const mailTopics = ["reminders", "products", "orders", "news"] as const;

export type MailTopic = (typeof mailTopics)[number];
