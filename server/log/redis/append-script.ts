/**
 * Appends one batch, all or nothing. Whoever writes names itself and the link of the chain it goes on from: another writer, or one that
 * does not know the last batch, is refused, so no place is given twice and none is left out.
 *
 * KEYS: writer, head, stream, personal. ARGV: token, lease in ms, link before, id of the entry, last place, received at, link, how many
 * personal values; then those as place and value, then the fields of the entry.
 */
export const APPEND = `
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] then return redis.error_reply('FENCED by ' .. owner) end
if redis.call('HGET', KEYS[2], 'chain') ~= ARGV[3] then return redis.error_reply('OUTOFLINE the log goes on elsewhere') end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
local fields = 9 + 2 * tonumber(ARGV[8])
redis.call('XADD', KEYS[3], ARGV[4], unpack(ARGV, fields))
redis.call('HSET', KEYS[2], 'place', ARGV[5], 'receivedAtMs', ARGV[6], 'chain', ARGV[7])
for at = 9, fields - 1, 2 do redis.call('HSET', KEYS[4], ARGV[at], ARGV[at + 1]) end
return 1
`;

/**
 * Takes or renews the right to write. KEYS: writer. ARGV: token, lease in ms, how the token of one that is known to be gone begins, or
 * nothing. Answers the token of whoever has it.
 */
export const HOLD = `
local owner = redis.call('GET', KEYS[1])
local gone = ARGV[3] ~= '' and owner and string.sub(owner, 1, #ARGV[3]) == ARGV[3]
if owner and owner ~= ARGV[1] and not gone then return owner end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return ARGV[1]
`;

/** Gives the right to write back, if it is still one's own. KEYS: writer. ARGV: token. */
export const LET_GO = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`;
