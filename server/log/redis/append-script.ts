/**
 * Appends batches in order, one entry each; those that wait together so share one synchronisation of the disk. Whoever writes names itself
 * and the link of the chain that each goes on from: another writer, or one that does not know the last batch, is refused before anything is
 * written, so no place is given twice and none is left out.
 *
 * KEYS: writer, head, stream, personal. ARGV: token, lease in ms, how many batches; then for each: link before, id of the entry, last place,
 * received at, link, how many personal values, how many arguments the fields are; its values as place and value; its fields.
 */
export const APPEND = `
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] then return redis.error_reply('FENCED by ' .. owner) end
local chain = redis.call('HGET', KEYS[2], 'chain')
local at = 4
for batch = 1, tonumber(ARGV[3]) do
  if chain ~= ARGV[at] then return redis.error_reply('OUTOFLINE the log goes on elsewhere') end
  chain = ARGV[at + 4]
  at = at + 7 + 2 * tonumber(ARGV[at + 5]) + tonumber(ARGV[at + 6])
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
at = 4
for batch = 1, tonumber(ARGV[3]) do
  local apart = at + 7
  local fields = apart + 2 * tonumber(ARGV[at + 5])
  local behind = fields + tonumber(ARGV[at + 6])
  redis.call('XADD', KEYS[3], ARGV[at + 1], unpack(ARGV, fields, behind - 1))
  redis.call('HSET', KEYS[2], 'place', ARGV[at + 2], 'receivedAtMs', ARGV[at + 3], 'chain', ARGV[at + 4])
  for value = apart, fields - 1, 2 do redis.call('HSET', KEYS[4], ARGV[value], ARGV[value + 1]) end
  at = behind
end
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
