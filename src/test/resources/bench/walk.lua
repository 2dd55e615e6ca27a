-- For wrk: asks the addresses of a file, each thread its own part in turn, and ends with the result as a line of JSON.
-- Behind an address, after a tab, may stand what its reader accepts. Arguments: the file, the number of threads.

local threads = {}

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

function init(args)
  local all, mine, count = {}, {}, tonumber(args[2])
  for line in io.lines(args[1]) do
    local address, accepted = line:match("^([^\t]+)\t?(.*)$")
    if accepted ~= "" then
      wrk.headers["Accept"] = accepted
    end
    local request = wrk.format("GET", address)
    if #all % count == number then
      table.insert(mine, request)
    end
    table.insert(all, request)
  end
  requests = #mine > 0 and mine or all
  asked = 0
  asked_again = 0
end

function request()
  if asked == #requests then
    asked = 0
  end
  asked = asked + 1
  if finished then
    asked_again = asked_again + 1
  elseif asked == #requests then
    finished = true
  end
  return requests[asked]
end

function done(summary, latency, _)
  local again = 0
  for _, thread in ipairs(threads) do
    again = again + thread:get("asked_again")
  end
  local errors = summary.errors
  io.write(string.format(
    'RESULT {"requests": %d, "microseconds": %d, "p50": %d, "p99": %d, "errors": %d, "asked_again": %d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout, again))
end
