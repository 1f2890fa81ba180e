/**
 * fastText's C++ in WebAssembly, a second engine of language identification.
 *
 * @module crosslingual/fasttext-wasm
 */

export { fasttextWasm } from './fasttext/fasttext-wasm.js'
