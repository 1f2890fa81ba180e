/** Whether node-llama-cpp has a build of llama.cpp for this platform. */
export const canLoad: boolean = await import('node-llama-cpp')
  .then(({ getLlama }) => getLlama({ gpu: false, build: 'never', skipDownload: true }))
  .then((llama) => llama.dispose())
  .then(
    () => true,
    () => false,
  )
