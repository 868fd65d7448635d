-- The check of a body.
failed = 0

function response(status, headers, body)
    if not body:find("ok", 1, true) then failed = failed + 1 end
end

local threads = {}
function setup(thread) table.insert(threads, thread) end
function done()
    for _, thread in ipairs(threads) do print("failed checks: " .. thread:get("failed")) end
end
