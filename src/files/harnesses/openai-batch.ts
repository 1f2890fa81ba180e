import { chatMessages, chatOf, contentText } from '../chat-messages.js'
import type { Fields, Harness } from './harness.js'
import { fieldsOf, firstText, given, languageOf, listOf } from './values.js'

/** What the Batch API of OpenAI gives back, and vLLM's `run_batch` after it. The prompts are in the input file beside, joined by `custom_id`; so is the language, in `metadata`. */
export const openaiBatch: Harness = {
  name: 'openai-batch',
  title: 'OpenAI batch output and vLLM run_batch (with the input file for the prompts)',
  source: 'OpenAI API reference, The request output object; vllm/entrypoints/openai/run_batch.py (BatchRequestOutput)',
  isRow: (row) => 'custom_id' in row && ('response' in row || 'error' in row) && !('body' in row),
  beside: {
    is: (row) => 'custom_id' in row && 'url' in row && typeof row.body === 'object',
    entry: (row) => [String(row.custom_id), requestOf(fieldsOf(row.body), row)],
  },
  begin({ beside, note }) {
    return (row) => {
      const id = String(row.custom_id)
      const request = beside(id)
      if (request === undefined)
        note(
          'some rows have no request with their custom_id: give the input file of the batch too, for prompts and languages',
        )
      const { status_code, body: given200 } = fieldsOf(row.response)
      const body = fieldsOf(given200)
      const shared = { ...request, id, model: firstText(body.model, request?.model) }
      const responses = responsesOf(body)
      if (responses.length > 0) return responses.map((response) => given({ ...shared, ...response }))
      const { message, code } = { ...fieldsOf(body.error), ...fieldsOf(row.error) }
      const problem = firstText(message, code) ?? `no response, status ${String(status_code)}`
      return [given({ ...shared, output: '', generation: { error: 'error', message: problem } })]
    }
  },
}

function requestOf(body: Fields, row: Fields): Fields {
  const model = firstText(body.model)
  const language = languageOf(body.metadata, row)
  const messages = chatMessages(body.messages ?? body.input)
  if (messages === undefined) return given({ model, language, input: firstText(body.prompt, body.input) })
  const { input, context } = chatOf(messages)
  return given({ model, language, input, ...(context.length > 0 && { context }) })
}

/** Of chat completions, completions, and the Responses API. */
function responsesOf(body: Fields): Fields[] {
  const messages = listOf(body.output)
    .map(fieldsOf)
    .filter(({ type }) => type === 'message')
  if (messages.length > 0) return [{ output: messages.map(({ content }) => contentText(content)).join('') }]
  return listOf(body.choices).map((choice) => {
    const { message, text, finish_reason } = fieldsOf(choice)
    const { content, reasoning_content, reasoning } = fieldsOf(message)
    return {
      output: typeof text === 'string' ? text : contentText(content),
      reasoning: firstText(reasoning_content, reasoning),
      finishReason: firstText(finish_reason),
    }
  })
}
