import type { ChatClient } from './chat-client.js'

/** What a client around another one passes on: all but its answers. */
export function wrappedClient(client: ChatClient): Omit<ChatClient, 'complete'> {
  return {
    model: client.model,
    ...(client.settings !== undefined && { settings: client.settings }),
    ...(client.concurrency !== undefined && { concurrency: client.concurrency }),
    identity: (context) => client.identity(context),
  }
}
