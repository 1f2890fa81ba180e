// An endpoint that answers at once, in a process of its own: what is left is the cost of asking.
import { createServer } from 'node:http'

const stars = { Language: 3, Fluency: 3, Helpfulness: 3, Accuracy: 3, 'Logical coherence': 3, Harmlessness: 3 }
const answer = (content) =>
  JSON.stringify({
    id: 'x',
    object: 'chat.completion',
    model: 'instant',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
    usage: { prompt_tokens: 400, completion_tokens: 40 },
  })
const verdict = answer('1')
const ratings = answer(JSON.stringify(stars))

const server = createServer((request, response) => {
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    response.setHeader('content-type', 'application/json')
    if (request.method === 'GET') response.end('{"data":[{"id":"instant","owned_by":"loopback"}]}')
    else response.end(Buffer.concat(chunks).includes('[Criterion]: relevance') ? verdict : ratings)
  })
})
server.listen(0, '127.0.0.1', () => process.send(server.address().port))
