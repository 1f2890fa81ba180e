// Loaded before a program (node --require) to tell how much memory it took at most.
process.once('exit', () => {
  process.stderr.write(`peak ${process.resourceUsage().maxRSS} KB\n`)
})
