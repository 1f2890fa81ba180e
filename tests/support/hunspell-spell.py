"""Words on standard input, one a line; prints 1 for each that native Hunspell accepts, else 0."""

import ctypes
import ctypes.util
import sys

name = ctypes.util.find_library("hunspell-1.7") or "libhunspell-1.7.so.0"
hunspell = ctypes.CDLL(name)
if sys.argv[1] == "--check":
    sys.exit(0)
hunspell.Hunspell_create.restype = ctypes.c_void_p
hunspell.Hunspell_spell.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
handle = hunspell.Hunspell_create(sys.argv[1].encode(), sys.argv[2].encode())
for line in sys.stdin.buffer.read().splitlines():
    print(1 if hunspell.Hunspell_spell(handle, line) else 0)
