import { crc32, deflateRawSync } from 'node:zlib'

/** Members of a zip as they are to be packed: stored, deflated, or bytes that are packed by another method already. */
export interface ZipMember {
  name: string
  bytes: Uint8Array
  method?: 0 | 8 | 93 | 99
  /** What the bytes are unpacked, where they are packed already. */
  of?: Uint8Array
}

/** A zip, APPNOTE.TXT 4.3: local headers with the data, the central directory, and its end. */
export function zip(members: readonly ZipMember[]): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const { name, bytes, method = 8, of = bytes } of members) {
    const data = method === 8 ? deflateRawSync(bytes) : bytes
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(0x800, 2)
    shared.writeUInt16LE(method, 4)
    shared.writeUInt16LE(0x21, 8) // 1980-01-01
    shared.writeUInt32LE(crc32(of), 10)
    shared.writeUInt32LE(data.length, 14)
    shared.writeUInt32LE(of.length, 18)
    shared.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, Buffer.from(name), data])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), shared, rest, Buffer.from(name)]))
    locals.push(local)
    at += local.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(members.length, 4)
  end.writeUInt16LE(members.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end])
}
